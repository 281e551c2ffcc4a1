/** A measured run as the contract has it: what the table shows and what exports write is made here, once. */
import type { Interval } from '../../pipeline/records.ts';
import { intersect, total, union } from '../../pipeline/screen-time/intervals.ts';
import { seconds } from '../../pipeline/units.ts';
import type { CoAppearance, ScreenTimeRange, ScreenTimeTable } from '../contract/screen-time.ts';
import type { MeasuredRun } from './measure-run.ts';
import { tableRows, within } from './table-rows.ts';

/** What lies in [fromSeconds, toSeconds); whole where they are absent. */
export function screenTimeTable(measured: MeasuredRun, given: ScreenTimeRange = {}): ScreenTimeTable {
  const { screenTime } = measured;
  const range = rangeOf(given);
  const receipts = [...screenTime.identities, screenTime.unattributed].flatMap((row) => row.receipts);
  const { name, version, gapToleranceSeconds, minimumSightings } = screenTime.preset;
  return {
    preset: { name, version, gapToleranceSeconds, minimumSightings },
    videoSeconds: screenTime.videoSeconds,
    faceVisibleSeconds: total(union(within(receipts, range))),
    rows: tableRows(measured, range),
  };
}

/** For how long any two rows of a table are visible at the same time; the unattributed are nobody in particular. */
export function coAppearance(table: Pick<ScreenTimeTable, 'rows'>): CoAppearance {
  const rows = table.rows.filter(({ subject }) => subject !== 'unattributed');
  const visible = rows.map(({ receipts }) =>
    union(receipts.map((each) => ({ start: seconds(each.startSeconds), end: seconds(each.endSeconds) }))),
  );
  const pairs = visible.flatMap((first, a) =>
    visible.slice(a + 1).flatMap((second, offset) => {
      const shared = total(intersect(first, second));
      return shared > 0 ? [{ a, b: a + 1 + offset, seconds: shared }] : [];
    }),
  );
  const subjects = rows.map(({ personId, name, identities, seconds: alone }) => ({
    personId,
    name,
    identities,
    seconds: alone,
  }));
  return { subjects, pairs };
}

const rangeOf = ({ fromSeconds = 0, toSeconds = Number.MAX_VALUE }: ScreenTimeRange): Interval => ({
  start: seconds(fromSeconds),
  end: seconds(toSeconds),
});
