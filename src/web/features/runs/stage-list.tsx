/** The stages of a run, one under the other, with what is going on in each. */
import { Group, Progress, Text } from '@mantine/core';
import type { Run } from '../../../server/contract/runs.ts';
import { formatDuration } from '../../lib/format-time.ts';
import { useLiveRun } from '../../lib/live-events.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StageItem } from './stage-item.tsx';
import classes from './stage-list.module.css';
import { stageRows } from './stage-rows.ts';
import { isUnfinished } from './use-run-changes.ts';

export function StageList({ run }: { readonly run: Run }) {
  const told = useLiveRun(run.id);
  const live = run.state === 'running' ? told : undefined;
  const progress = live?.progress ?? null;
  const percent = progress === null ? 0 : Math.round(progress.share * 100);
  return (
    <Panel
      title="Stages"
      flush
      aside={
        progress && (
          <Text size="sm" className="numbers" aria-live="off">
            {percent} %
            <Text span c="dimmed" inherit>
              {progress.etaSeconds === null ? '' : ` · about ${formatDuration(progress.etaSeconds)} left`}
            </Text>
          </Text>
        )
      }
    >
      {isUnfinished(run) && <Progress value={percent} size={3} radius={0} aria-label="How much of the run is done" />}
      <ol className={classes['list']}>
        {stageRows(run.stages, live).map((row) => (
          <StageItem key={row.name} row={row} />
        ))}
      </ol>
      {progress === null && run.state === 'running' && (
        <Group px="md" pb="sm">
          <Text size="sm" c="dimmed">
            Progress shows with the next report.
          </Text>
        </Group>
      )}
    </Panel>
  );
}
