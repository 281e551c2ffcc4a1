/** Measured screen time as rows of a table, whole or in a time range. */
import type { Interval } from '../../pipeline/records.ts';
import { total, union } from '../../pipeline/screen-time/intervals.ts';
import type { Receipt } from '../../pipeline/screen-time/screen-time.ts';
import { seconds } from '../../pipeline/units.ts';
import type { ScreenTimeRowShape } from '../contract/screen-time.ts';
import type { MeasuredRun } from './measure-run.ts';

/** By falling seconds, the unattributed last. */
export function tableRows({ screenTime, subjects }: MeasuredRun, range: Interval): ScreenTimeRowShape[] {
  const rows = screenTime.identities.map(({ identity, confidence, receipts }) => {
    const subject = subjects.get(identity);
    const personId = subject?.personId ?? null;
    return {
      subject: personId === null ? ('identity' as const) : ('person' as const),
      personId,
      name: subject?.name ?? null,
      identities: [...(subject?.identities ?? [identity])],
      ...measures(within(receipts, range), true),
      confidence,
    };
  });
  const unattributed = {
    subject: 'unattributed' as const,
    personId: null,
    name: null,
    identities: [],
    ...measures(within(screenTime.unattributed.receipts, range), false),
    confidence: null,
  };
  return [...rows.sort((a, b) => b.seconds - a.seconds), unattributed];
}

/** The parts of receipts that lie in a range. */
export function within(receipts: readonly Receipt[], { start, end }: Interval): Receipt[] {
  return receipts
    .map((each) => ({ ...each, start: seconds(Math.max(each.start, start)), end: seconds(Math.min(each.end, end)) }))
    .filter((each) => each.end > each.start);
}

/** @param isOne whether all receipts are of one person: then a stretch may go on in the next receipt. */
function measures(receipts: readonly Receipt[], isOne: boolean) {
  const stretches = isOne ? union(receipts) : receipts;
  return {
    seconds: total(receipts),
    firstSeconds: receipts[0]?.start ?? null,
    lastSeconds: receipts.length === 0 ? null : Math.max(...receipts.map(({ end }) => end)),
    longestSeconds: Math.max(0, ...stretches.map(({ start, end }) => end - start)),
    shots: new Set(receipts.map(({ shot }) => shot)).size,
    tracks: new Set(receipts.flatMap(({ tracks }) => tracks)).size,
    receipts: receipts.map(({ start, end, shot, tracks }) => ({
      startSeconds: start,
      endSeconds: end,
      shot,
      tracks: [...tracks],
    })),
  };
}
