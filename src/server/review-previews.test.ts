/** What corrections would change, looked at before: it is what they change then, and looking keeps nothing. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeMadeUpResult } from '../../fixtures/made-up-result/write-made-up-result.ts';
import type { EventLog } from '../adapters/events/port.ts';
import type { Jobs } from '../adapters/jobs/port.ts';
import type { ChangedRowShape, EditBodyShape } from './contract/review.ts';
import { appendReviewEdits, changeEdit } from './features/review/change-review.ts';
import { listReviewTracks } from './features/review/list-review-tracks.ts';
import { previewEdits } from './features/review/preview-edits.ts';
import { previewUndo } from './features/review/preview-undo.ts';
import { readReviewState } from './features/review/read-review-state.ts';
import { publishRun } from './features/runs/publish/publish-run.ts';
import { createOperations } from './jobs/operations/definitions.ts';
import { measureRun } from './results/measure-run.ts';
import { type OpenStores, openStores } from './results/open-stores.test-support.ts';
import { createResultCache } from './results/result-cache.ts';
import { readDoneRun } from './results/run-place.ts';
import { addRunningRun } from './results/sample-run.test-support.ts';

/** Three people in every shot: Mira, whom the machine knows, and two whom nobody knows. */
const SIZE = { shots: 12, tracksPerShot: 4, facesPerTrack: 3, dimensions: 64, names: ['Mira', null, null] };
const AUTHOR = 'tester';

let directory: string;
let stores: OpenStores;
let runId: string;
let ann: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'screenalytics-previews-'));
  await writeMadeUpResult(path.join(directory, 'result'), SIZE);
  stores = await openStores(directory);
});
afterAll(async () => {
  await stores.close();
  await rm(directory, { recursive: true, force: true });
});

// A show for each test: the log only grows.
let shows = 0;
beforeEach(async () => {
  shows += 1;
  const show = `show-${shows}`;
  ({ runId } = await addRunningRun(stores.database.queries, { show, person: 'Mira' }));
  await publishRun(stores, { runId, folder: path.join(directory, 'result'), signal: new AbortController().signal });
  const person = { show_id: show, name: 'Ann' };
  ann = (await stores.database.queries.insertInto('people').values(person).returning('id').executeTakeFirstOrThrow())
    .id;
});

const services = () => ({
  ...stores,
  cache: createResultCache(),
  accounts: null,
  jobs: { add: () => Promise.resolve({ job: { id: 'job' }, isNew: true }) } as unknown as Jobs,
  events: { append: () => Promise.resolve() } as unknown as EventLog,
  operations: createOperations({ softLimitSeconds: 60, hardLimitSeconds: 60, retrySeconds: 1 }),
});
async function say(body: EditBodyShape) {
  const { edits } = await appendReviewEdits(services(), { runId, edits: [{ body }] }, AUTHOR);
  return edits[0]!;
}
const state = () => readReviewState(services(), runId);

type Seconds = ReadonlyMap<string, number>;
/** By name or number; `nobody` is unattributed. */
async function seconds(): Promise<Seconds> {
  const { screenTime, subjects } = await measureRun(stores, await readDoneRun(stores.database.queries, runId));
  const rows = screenTime.identities.map(
    (row) => [subjects.get(row.identity)?.name ?? `${row.identity}`, row.seconds] as const,
  );
  return new Map([...rows, ['nobody', screenTime.unattributed.seconds]]);
}
/** Who has other seconds, with those before and after. */
function changesOf(before: Seconds, after: Seconds): Record<string, readonly [number, number]> {
  const both = [...new Set([...before.keys(), ...after.keys()])].map(
    (who) => [who, [before.get(who) ?? 0, after.get(who) ?? 0]] as const,
  );
  return Object.fromEntries(both.filter(([, [old, now]]) => Math.abs(now - old) >= 0.0005));
}
const previewedChanges = (rows: readonly ChangedRowShape[]): Record<string, readonly [number, number]> =>
  Object.fromEntries(
    rows.map(({ person, identity, name, secondsBefore, secondsAfter }) => [
      person?.name ?? name ?? identity ?? 'nobody',
      [secondsBefore, secondsAfter],
    ]),
  );

it('shows what edits would change, and keeps nothing of it', async () => {
  const before = await seconds();
  const edits: EditBodyShape[] = [
    { kind: 'assign', identity: 2, personId: ann },
    { kind: 'ignore', identity: 3, as: 'extra' },
  ];
  const { rows, refused } = await previewEdits(services(), { runId, edits }, AUTHOR);
  expect(refused).toEqual([]);
  expect((await state()).seq).toBe(0);
  expect(await seconds()).toEqual(before);
  for (const edit of edits) await say(edit);
  const changed = changesOf(before, await seconds());
  expect(previewedChanges(rows)).toEqual(changed);
  expect(Object.keys(changed).sort()).toEqual(['2', '3', 'Ann', 'nobody']);
});

describe('taking an edit back', () => {
  const firstTrackOf = async (identity: number): Promise<number> =>
    (await listReviewTracks(services(), { runId, of: `${identity}`, limit: 1, offset: 0 })).items[0]!.number;
  const HISTORIES: readonly [string, { who: string[]; conflicts: string[] }, () => Promise<string>][] = [
    [
      'a merge into somebody who was named later and is there all the time',
      { who: ['3'], conflicts: [] },
      async () => {
        const { id } = await say({ kind: 'merge', into: 2, from: [3] });
        await say({ kind: 'assign', identity: 2, personId: ann });
        return id;
      },
    ],
    [
      'a split whose part was named later',
      { who: ['2', 'Ann'], conflicts: ['no-target'] },
      async () => {
        const { id, made } = await say({ kind: 'split', identity: 2, tracks: [await firstTrackOf(2)] });
        await say({ kind: 'assign', identity: made!, personId: ann });
        return id;
      },
    ],
    [
      'that somebody only passes by',
      { who: ['a guest', 'nobody'], conflicts: [] },
      async () => {
        const { id } = await say({ kind: 'ignore', identity: 3, as: 'extra' });
        await say({ kind: 'rename', identity: 3, name: 'a guest' });
        return id;
      },
    ],
    [
      'who somebody is, which a later edit overrules',
      { who: [], conflicts: [] },
      async () => {
        const { id } = await say({ kind: 'assign', identity: 2, personId: ann });
        await say({ kind: 'assign', identity: 2, personId: null });
        return id;
      },
    ],
  ];

  it.each(HISTORIES)('changes what was shown before, and so does doing it again: %s', async (_, expected, make) => {
    const editId = await make();
    for (const isUndone of [true, false]) {
      const [before, { seq, conflicts: old }] = [await seconds(), await state()];
      const preview = await previewUndo(services(), { runId, editId, isUndone }, AUTHOR);
      expect(preview.seq).toBe(seq);
      expect(await seconds()).toEqual(before);
      const changed = await changeEdit(services(), { runId, editId, isUndone }, AUTHOR);
      expect(changed).toEqual({
        seq: seq + 1,
        effectSeconds: preview.effectSeconds,
        conflicts: preview.conflicts.length,
      });
      const changes = changesOf(before, await seconds());
      expect(previewedChanges(preview.rows)).toEqual(changes);
      expect(Object.keys(changes).sort()).toEqual(expected.who);
      const { conflicts } = await state();
      expect(conflicts).toEqual(expect.arrayContaining(preview.conflicts));
      expect(conflicts.length).toBe(old.length + preview.conflicts.length - preview.ended.length);
      if (isUndone) expect(preview.conflicts.map(({ kind }) => kind)).toEqual(expected.conflicts);
    }
    const nothing = await previewUndo(services(), { runId, editId, isUndone: false }, AUTHOR);
    expect(nothing).toMatchObject({ effectSeconds: 0, rows: [], conflicts: [], ended: [] });
  });

  it('counts only conflicts that come of it', async () => {
    const { id, made } = await say({ kind: 'split', identity: 2, tracks: [await firstTrackOf(2)] });
    await say({ kind: 'assign', identity: made!, personId: ann });
    expect(await changeEdit(services(), { runId, editId: id, isUndone: true }, AUTHOR)).toMatchObject({ conflicts: 1 });
    const { id: other } = await say({ kind: 'rename', identity: 3, name: 'a guest' });
    expect((await state()).conflicts).toHaveLength(1);
    expect(await changeEdit(services(), { runId, editId: other, isUndone: true }, AUTHOR)).toMatchObject({
      conflicts: 0,
    });
    const again = await previewUndo(services(), { runId, editId: id, isUndone: false }, AUTHOR);
    expect(again).toMatchObject({ conflicts: [], ended: [{ kind: 'no-target' }] });
  });

  it('asks for an edit that is there', async () => {
    const request = { runId, editId: runId, isUndone: true };
    await expect(previewUndo(services(), request, AUTHOR)).rejects.toMatchObject({ code: 'review.no-edit' });
  });
});
