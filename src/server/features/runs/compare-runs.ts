/** Two runs of one episode side by side. */

import { UserError } from '../../../errors.ts';
import { intersect, total, union } from '../../../pipeline/screen-time/intervals.ts';
import type { IdentityScreenTime } from '../../../pipeline/screen-time/screen-time.ts';
import type { Comparison } from '../../contract/runs.ts';
import { keyOfArtifact } from '../../results/artifact-place.ts';
import { type MeasuredRun, measureRun } from '../../results/measure-run.ts';
import { readBlobText } from '../../results/read-blob.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { type PlacedRun, readDoneRun } from '../../results/run-place.ts';
import { parseRun } from './artifacts/run-json.ts';
import { settingDifferences } from './setting-differences.ts';

type Row = Comparison['rows'][number];

interface Seen {
  readonly name: string | null;
  readonly identities: number[];
  readonly row: IdentityScreenTime;
}

/** Two are the same by their times when they share at least this much of the time that either is visible. */
const LEAST_SHARE = 0.3;

/** @throws UserError `runs.not-found`, `runs.wrong-state`, `runs.different-episodes`. */
export async function compareRuns(
  stores: ResultStores,
  { id, other }: { readonly id: string; readonly other: string },
): Promise<Comparison> {
  const { queries } = stores.database;
  const runs = { left: await readDoneRun(queries, id), right: await readDoneRun(queries, other) };
  if (runs.left.episodeId !== runs.right.episodeId) {
    throw new UserError(
      'runs.different-episodes',
      `${id} is a run of ${runs.left.episodeId} and ${other} one of ${runs.right.episodeId}: compare runs of one episode.`,
    );
  }
  const left = await measureRun(stores, runs.left);
  const right = await measureRun(stores, runs.right);
  return {
    rows: matchRows(seenIn(left), seenIn(right)),
    totals: { left: totalsOf(left), right: totalsOf(right) },
    settings: settingDifferences(await settingsOf(stores, runs.left), await settingsOf(stores, runs.right)),
  };
}

async function settingsOf({ blobs }: ResultStores, { place }: PlacedRun): Promise<unknown> {
  const key = keyOfArtifact(place, 'run.json');
  return parseRun(await readBlobText(blobs, key), key).config;
}

const totalsOf = ({ screenTime }: MeasuredRun) => ({
  faceVisible: screenTime.faceVisible,
  unattributed: screenTime.unattributed.seconds,
});

const seenIn = ({ screenTime, subjects }: MeasuredRun): Seen[] =>
  screenTime.identities.map((row) => {
    const subject = subjects.get(row.identity);
    return { name: subject?.name ?? null, identities: [...(subject?.identities ?? [])], row };
  });

/** By name first; of the rest by time, the most alike first; two different names are never one. */
function matchRows(left: readonly Seen[], right: readonly Seen[]): Row[] {
  const free = { left: new Set(left), right: new Set(right) };
  const rows: Row[] = [];
  const pair = (a: Seen, b: Seen, matchedBy: Row['matchedBy']): void => {
    free.left.delete(a);
    free.right.delete(b);
    rows.push(rowOf(a, b, matchedBy));
  };
  for (const a of left) {
    const b = right.find(({ name }) => name !== null && name === a.name);
    if (b) pair(a, b, 'name');
  }
  const candidates = [...free.left].flatMap((a) =>
    [...free.right]
      .filter((b) => a.name === null || b.name === null)
      .map((b) => ({ a, b, share: sharedTime(a, b) }))
      .filter(({ share }) => share >= LEAST_SHARE),
  );
  for (const { a, b } of candidates.sort((x, y) => y.share - x.share)) {
    if (free.left.has(a) && free.right.has(b)) pair(a, b, 'time');
  }
  for (const a of free.left) rows.push(rowOf(a, null, 'none'));
  for (const b of free.right) rows.push(rowOf(null, b, 'none'));
  const weight = ({ left: a, right: b }: Row): number => Math.max(a?.seconds ?? 0, b?.seconds ?? 0);
  return rows.sort((a, b) => weight(b) - weight(a));
}

function sharedTime(a: Seen, b: Seen): number {
  const [first, second] = [union(a.row.receipts), union(b.row.receipts)];
  const either = total(union([...first, ...second]));
  return either > 0 ? total(intersect(first, second)) / either : 0;
}

function rowOf(left: Seen | null, right: Seen | null, matchedBy: Row['matchedBy']): Row {
  const side = (seen: Seen | null) => seen && { identities: seen.identities, seconds: seen.row.seconds };
  return {
    name: left?.name ?? right?.name ?? null,
    matchedBy,
    left: side(left),
    right: side(right),
    difference: (right?.row.seconds ?? 0) - (left?.row.seconds ?? 0),
  };
}
