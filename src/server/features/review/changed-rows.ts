/** Whose seconds are others in one measurement than in another. */
import type { ChangedRowShape } from '../../contract/review.ts';
import type { MeasuredRun } from '../../results/measure-run.ts';

/** Shorter changes are those of rounding. */
const LEAST_SECONDS = 0.0005;

/** By falling change. */
export function changedRows(before: MeasuredRun, after: MeasuredRun): ChangedRowShape[] {
  const rows = new Map<string, ChangedRowShape>();
  const add = ({ screenTime, subjects }: MeasuredRun, side: 'secondsBefore' | 'secondsAfter') => {
    for (const { identity, seconds } of screenTime.identities) {
      const { personId: id = null, name = null } = subjects.get(identity) ?? {};
      const key = id ?? `${identity}`;
      const who =
        id === null
          ? { person: null, identity, name }
          : { person: { id, name: name ?? '' }, identity: null, name: null };
      rows.set(key, { ...NOTHING, ...rows.get(key), ...who, [side]: seconds });
    }
    const nobody = { person: null, identity: null, name: null };
    rows.set('', { ...NOTHING, ...rows.get(''), ...nobody, [side]: screenTime.unattributed.seconds });
  };
  add(before, 'secondsBefore');
  add(after, 'secondsAfter');
  return [...rows.values()].filter((row) => change(row) >= LEAST_SECONDS).sort((a, b) => change(b) - change(a));
}

const NOTHING = { secondsBefore: 0, secondsAfter: 0 };

const change = (row: ChangedRowShape): number => Math.abs(row.secondsAfter - row.secondsBefore);
