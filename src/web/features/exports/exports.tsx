/** Files to take away, all saying what the table says. */
import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Episode } from '../../../server/contract/episodes.ts';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RulesBar } from '../screen-time/rules-bar.tsx';
import { optionsOf } from './export-address.ts';
import classes from './exports.module.css';
import { FormatItem } from './format-item.tsx';
import { MadeFiles } from './made-files.tsx';
import { TimecodeFields } from './timecode-fields.tsx';
import { useExportsView } from './use-exports-view.ts';
import { useFilesOfRun } from './use-files-of-run.ts';

export function Exports({ episode, runId }: { readonly episode: Episode; readonly runId: string }) {
  const { view, change } = useExportsView();
  const options = useMemo(() => optionsOf(view), [view]);
  const { timecode: _timecode, drop: _drop, look, run: _run, ...rules } = view;
  const trpc = useTrpc();
  const { data, error, refetch } = useQuery(trpc.exports.formats.queryOptions({}));
  const files = useFilesOfRun(runId);
  return (
    <Stack gap="md" pb="xl">
      <div>
        <RulesBar view={rules} videoSeconds={episode.video?.durationSeconds ?? null} onChange={change} />
        <TimecodeFields view={view} onChange={change} />
      </div>
      {error ? (
        <FailureNotice title="The formats could not be read" error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton height={420} />
      ) : (
        <Panel title="Formats" flush>
          <ul className={classes['formats']}>
            {data.items.map((format) => (
              <FormatItem
                key={format.name}
                format={format}
                runId={runId}
                options={options}
                isLooking={look === format.name}
                onLook={() => change({ look: look === format.name ? undefined : format.name })}
              />
            ))}
          </ul>
        </Panel>
      )}
      <MadeFiles files={files} formats={data?.items ?? []} />
    </Stack>
  );
}
