/** The answer: who is on screen how long, by which rules, and what every number is made of. */
import { SegmentedControl, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Episode } from '../../../server/contract/episodes.ts';
import { useShortcuts } from '../../lib/shortcuts.tsx';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Manual } from './manual.tsx';
import { OverTime } from './over-time.tsx';
import { PeopleTable } from './people-table.tsx';
import { openReceipt } from './receipt-address.ts';
import { ReceiptDrawer } from './receipt-drawer.tsx';
import { rangeOf, shownSeconds } from './rules.ts';
import { RulesBar } from './rules-bar.tsx';
import classes from './screen-time.module.css';
import type { ViewName } from './screen-time-view.ts';
import { Shots } from './shots.tsx';
import { Together } from './together.tsx';
import { useMeasured } from './use-measured.ts';
import { useScreenTimeView } from './use-screen-time-view.ts';

const TITLES: Readonly<Record<ViewName, string>> = {
  table: 'Table',
  together: 'Together',
  'over-time': 'Over time',
  shots: 'Shots',
  manual: 'By hand',
};
const NAMES = Object.keys(TITLES) as readonly ViewName[];

export function ScreenTime({ episode, runId }: { readonly episode: Episode; readonly runId: string }) {
  const { view, change } = useScreenTimeView();
  const { preset, gap, sightings, from, to } = view;
  const rules = useMemo(
    () => ({
      ...(preset !== undefined && { preset }),
      ...(gap !== undefined && { gap }),
      ...(sightings !== undefined && { sightings }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    }),
    [preset, gap, sightings, from, to],
  );
  const measured = useMeasured(runId, rules);
  const trpc = useTrpc();
  const shown = view.view ?? 'table';
  const shots = useQuery(trpc.shots.list.queryOptions({ runId }, { enabled: shown === 'shots' }));
  const show = (name: ViewName) => change({ view: name === 'table' ? undefined : name });
  useShortcuts(
    'Views of screen time',
    NAMES.map((name, place) => ({ keys: String(place + 1), label: TITLES[name], run: () => show(name) })),
  );
  const hidden = useMemo(() => new Set(view.hide?.split(',') ?? []), [view.hide]);
  const { table, standard, subjects, request, error } = measured;
  const length = table ? shownSeconds(rules, table.videoSeconds) : 0;
  const { fromSeconds = 0 } = rangeOf(rules);
  const range = useMemo(() => ({ start: fromSeconds, end: fromSeconds + length }), [fromSeconds, length]);
  const isRange = Object.keys(rangeOf(rules)).length > 0;
  const opened = useMemo(() => openReceipt(view.receipt, subjects), [view.receipt, subjects]);
  const showReceipt = (receipt: string) => change({ receipt });
  const content = {
    table: () => (
      <PeopleTable
        subjects={subjects}
        faceVisible={{
          seconds: table?.faceVisibleSeconds ?? 0,
          standard: standard?.faceVisibleSeconds ?? null,
        }}
        length={length}
        isRange={isRange}
        sort={view.sort}
        order={view.order}
        onSort={(sort, order) => change({ sort, order })}
        onReceipt={showReceipt}
        onShots={() => show('shots')}
      />
    ),
    together: () => <Together request={request} subjects={subjects} onReceipt={showReceipt} />,
    'over-time': () => (
      <OverTime
        subjects={subjects}
        range={range}
        hidden={hidden}
        onHide={(keys) => change({ hide: keys.length === 0 ? undefined : keys.join(',') })}
        onReceipt={showReceipt}
      />
    ),
    shots: () =>
      shots.error ? (
        <FailureNotice title="The shots could not be read" error={shots.error} onRetry={() => void shots.refetch()} />
      ) : shots.data ? (
        <Shots shots={shots.data.items} subjects={subjects} range={range} onReceipt={showReceipt} />
      ) : (
        <Skeleton height={380} />
      ),
    manual: () => <Manual episode={episode} subjects={subjects} isRange={isRange} onReceipt={showReceipt} />,
  };
  return (
    <Stack gap="md" pb="xl">
      <RulesBar view={rules} videoSeconds={table?.videoSeconds ?? null} onChange={change} />
      <SegmentedControl
        aria-label="View"
        size="xs"
        data={NAMES.map((name) => ({ value: name, label: TITLES[name] }))}
        value={shown}
        onChange={(name) => show(name as ViewName)}
        style={{ alignSelf: 'flex-start' }}
        maw="100%"
      />
      {error ? (
        <FailureNotice title="The numbers could not be read" error={error} onRetry={measured.refetch} />
      ) : measured.isLoading ? (
        <Skeleton height={420} />
      ) : (
        <div
          className={classes['numbersOf']}
          data-behind={measured.isBehind || undefined}
          aria-busy={measured.isBehind}
        >
          {content[shown]()}
        </div>
      )}
      <ReceiptDrawer runId={runId} receipt={opened} length={length} onClose={() => change({ receipt: undefined })} />
    </Stack>
  );
}
