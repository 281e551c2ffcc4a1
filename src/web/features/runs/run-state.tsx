/** The state of a run as it is now, with its progress or the reason. */
import { Group, Progress, Text } from '@mantine/core';
import type { RunListItem } from '../../../server/contract/runs.ts';
import { formatDuration } from '../../lib/format-time.ts';
import { useLiveRun } from '../../lib/live-events.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';

export function RunState({ run }: { readonly run: RunListItem }) {
  const live = useLiveRun(run.id);
  const progress = run.state === 'running' ? live?.progress : null;
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <StateBadge state={run.state} />
        {progress && (
          <>
            <Progress value={progress.share * 100} w={80} size="sm" aria-label="Share that is done" />
            <Text size="xs" c="dimmed" className="numbers" style={{ whiteSpace: 'nowrap' }}>
              {progress.etaSeconds === null
                ? `${Math.round(progress.share * 100)} %`
                : `${formatDuration(progress.etaSeconds)} left`}
            </Text>
          </>
        )}
      </Group>
      {run.reason !== null && (
        <Text size="xs" c="dimmed" lineClamp={2} mt={2} title={run.reason}>
          {run.reason}
        </Text>
      )}
    </>
  );
}
