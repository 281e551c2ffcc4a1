/** Corrections of a published run, from the log in the database to the seconds that follow. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeMadeUpResult } from '../../fixtures/made-up-result/write-made-up-result.ts';
import type { EventLog } from '../adapters/events/port.ts';
import type { Jobs } from '../adapters/jobs/port.ts';
import type { EditBodyShape } from './contract/review.ts';
import { appendReviewEdits, changeEdit } from './features/review/change-review.ts';
import { listEdits } from './features/review/list-edits.ts';
import { listQuestions } from './features/review/list-questions.ts';
import { listReviewTracks } from './features/review/list-review-tracks.ts';
import { proposeOutliers } from './features/review/propose-outliers.ts';
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

let directory: string;
let stores: OpenStores;
let show: string;
let runId: string;
let mira: string;
let ann: string;
const told: object[] = [];

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'screenalytics-edits-'));
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
  show = `show-${shows}`;
  const run = await addRunningRun(stores.database.queries, { show, person: 'Mira' });
  runId = run.runId;
  mira = run.personId ?? '';
  const folder = path.join(directory, 'result');
  await publishRun(stores, { runId, folder, signal: new AbortController().signal });
  const person = { show_id: show, name: 'Ann' };
  ann = (await stores.database.queries.insertInto('people').values(person).returning('id').executeTakeFirstOrThrow())
    .id;
  told.length = 0;
});

const services = () => ({
  ...stores,
  cache: createResultCache(),
  accounts: null,
  jobs: { add: () => Promise.resolve({ job: { id: 'job' }, isNew: true }) } as unknown as Jobs,
  events: { append: (_: string, event: object) => Promise.resolve(told.push(event)) } as unknown as EventLog,
  operations: createOperations({ softLimitSeconds: 60, hardLimitSeconds: 60, retrySeconds: 1 }),
});
const say = (...bodies: EditBodyShape[]) =>
  appendReviewEdits(services(), { runId, edits: bodies.map((body) => ({ body })) }, 'tester');
const undo = (editId: string, isUndone = true) => changeEdit(services(), { runId, editId, isUndone }, 'tester');
const state = () => readReviewState(services(), runId);
const find = async (number: number) => (await state()).identities.find((each) => each.number === number);
/** By name or number; `nobody` is unattributed. */
async function seconds(): Promise<Record<string, number>> {
  const { screenTime, subjects } = await measureRun(stores, await readDoneRun(stores.database.queries, runId));
  const rows = screenTime.identities.map(
    (row) => [subjects.get(row.identity)?.name ?? row.identity, row.seconds] as const,
  );
  return { ...Object.fromEntries(rows), nobody: screenTime.unattributed.seconds };
}
const rounded = (numbers: Record<string, number>) =>
  Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, Math.round(value * 1000) / 1000]));

describe('corrections', () => {
  it('name, merge and split, and the seconds follow', async () => {
    const before = await seconds();
    const { edits } = await say({ kind: 'assign', identity: 2, personId: ann });
    expect(edits[0]).toMatchObject({ seq: 1, outcome: 'applied', made: null });
    expect((await seconds())['Ann']).toBeCloseTo(before['2'] ?? 0, 9);
    const tracks = (await listReviewTracks(services(), { runId, of: '2', limit: 200, offset: 0 })).items;
    const leaving = tracks.slice(0, 3);
    const split = await say({ kind: 'split', identity: 2, tracks: leaving.map(({ number }) => number) });
    const made = split.edits[0]?.made ?? 0;
    expect(made).toBeGreaterThan(3);
    const lost = (before['2'] ?? 0) - ((await seconds())['Ann'] ?? 0);
    expect(lost).toBeCloseTo((await seconds())[String(made)] ?? 0, 6);
    expect(split.edits[0]?.effectSeconds).toBeGreaterThan(0);
    await say({ kind: 'merge', into: 2, from: [made] });
    expect((await seconds())['Ann']).toBeCloseTo(before['2'] ?? 0, 9);
    expect(told).toContainEqual({ type: 'review-changed', episode: `${show}-s01e01`, run: runId, seq: 3 });
  });

  it('are taken back in any order, and later ones stay', async () => {
    const before = await seconds();
    const [merge] = (await say({ kind: 'merge', into: 2, from: [3] })).edits;
    await say({ kind: 'assign', identity: 2, personId: ann });
    const together = await seconds();
    const undone = await undo(merge?.id ?? '');
    expect(undone).toMatchObject({ seq: 3, conflicts: 0 });
    expect(undone.effectSeconds).toBeGreaterThan(0);
    const apart = await seconds();
    expect(apart['Ann']).toBeCloseTo(before['2'] ?? 0, 9);
    expect(apart['3']).toBeCloseTo(before['3'] ?? 0, 9);
    expect(await undo(merge?.id ?? '')).toMatchObject({ seq: 3, effectSeconds: 0 });
    await undo(merge?.id ?? '', false);
    expect(rounded(await seconds())).toEqual(rounded(together));
    await undo(merge?.id ?? '');
    expect(rounded(await seconds())).toEqual(rounded(apart));
    const history = await listEdits(services(), { runId, limit: 50, offset: 0 });
    expect(history.items.map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1]);
    expect(history.items.at(-1)).toMatchObject({ isUndone: true, author: { name: 'tester' }, outcome: null });
  });

  it('that somebody takes the ground from are shown', async () => {
    const [split] = (await say({ kind: 'split', identity: 2, tracks: [await firstTrackOf(2)] })).edits;
    await say({ kind: 'assign', identity: split?.made ?? 0, personId: ann });
    expect(await undo(split?.id ?? '')).toMatchObject({ conflicts: 1 });
    const { conflicts } = await state();
    expect(conflicts.map(({ kind }) => kind)).toContain('no-target');
  });

  it('bar the machine: never this person', async () => {
    const before = await seconds();
    await say({ kind: 'reject', identity: 1, personId: mira });
    expect(await find(1)).toMatchObject({ person: null, never: [{ id: mira, name: 'Mira' }] });
    expect((await seconds())['1']).toBeCloseTo(before['Mira'] ?? 0, 9);
  });

  it('take what is no face, or a poster, out of all seconds, and leave passers-by unattributed', async () => {
    const before = await seconds();
    await say({ kind: 'ignore', identity: 3, as: 'extra' });
    const extra = await seconds();
    expect(extra['3']).toBeUndefined();
    expect((extra['nobody'] ?? 0) - (before['nobody'] ?? 0)).toBeGreaterThan((before['3'] ?? 0) - 1e-6);
    await say({ kind: 'ignore', identity: 3, as: 'poster' });
    expect((await seconds())['nobody']).toBeCloseTo(before['nobody'] ?? 0, 9);
    const track = await firstTrackOf(2);
    await say({ kind: 'not-a-face', tracks: [track] });
    expect((await seconds())['2']).toBeLessThan(before['2'] ?? 0);
    expect((await listReviewTracks(services(), { runId, of: 'not-faces', limit: 9, offset: 0 })).items).toMatchObject([
      { number: track },
    ]);
  });

  it('divide a track by its faces, and conserve its seconds', async () => {
    const before = await seconds();
    const [track] = (await listReviewTracks(services(), { runId, of: '2', limit: 1, offset: 0 })).items;
    const last = track?.faces.at(-1)?.number ?? 0;
    const { edits } = await say({ kind: 'move-faces', faces: [last], to: 'new' });
    const after = await seconds();
    const made = String(edits[0]?.made);
    expect(after[made]).toBeGreaterThan(0);
    expect((after['2'] ?? 0) + (after[made] ?? 0)).toBeCloseTo(before['2'] ?? 0, 6);
    expect(await find(edits[0]?.made ?? 0)).toMatchObject({ faces: 1, crops: [{ face: last }] });
  });

  it('set when a track is on screen', async () => {
    const before = await seconds();
    const [track] = (await listReviewTracks(services(), { runId, of: '2', limit: 1, offset: 0 })).items;
    const { firstSeconds = 0, lastSeconds = 0, number = 0 } = track ?? {};
    const middle = (firstSeconds + lastSeconds) / 2;
    await say({ kind: 'set-bounds', track: number, firstSeconds, lastSeconds: middle });
    const lost = (before['2'] ?? 0) - ((await seconds())['2'] ?? 0);
    expect(lost).toBeGreaterThan((lastSeconds - middle) * 0.4);
    expect(lost).toBeLessThan((lastSeconds - middle) * 1.6);
  });
});

describe('the log', () => {
  it('refuses what cannot be applied, and then adds nothing of what came with it', async () => {
    await say({ kind: 'lock', identity: 2, locked: true });
    await expect(
      say({ kind: 'assign', identity: 3, personId: ann }, { kind: 'merge', into: 3, from: [2] }),
    ).rejects.toMatchObject({ code: 'review.locked' });
    await expect(say({ kind: 'assign', identity: 99, personId: ann })).rejects.toMatchObject({
      code: 'review.no-target',
    });
    await expect(say({ kind: 'assign', identity: 3, personId: randomUUID() })).rejects.toMatchObject({
      code: 'people.not-found',
    });
    expect((await state()).seq).toBe(1);
    await expect(undo(randomUUID())).rejects.toMatchObject({ code: 'review.no-edit' });
  });

  it('takes an edit once, however often it is sent', async () => {
    const edit = { id: randomUUID(), body: { kind: 'rename', identity: 2, name: 'the waiter' } as const };
    const send = () => appendReviewEdits(services(), { runId, edits: [edit] }, 'tester');
    await send();
    expect(await send()).toEqual({ seq: 1, edits: [] });
    expect(await find(2)).toMatchObject({ name: 'the waiter', isSettled: true, unsettledSeconds: 0 });
  });

  it('takes what several say at the same time, one after the other', async () => {
    const all = await Promise.all([
      say({ kind: 'assign', identity: 2, personId: ann }),
      say({ kind: 'rename', identity: 3, name: 'a guest' }),
      say({ kind: 'confirm', identity: 1, personId: mira }),
    ]);
    expect(all.flatMap(({ edits }) => edits.map(({ seq }) => seq)).sort()).toEqual([1, 2, 3]);
    const now = await state();
    expect(now.totals.settledSeconds).toBeCloseTo(now.totals.seconds - now.unassigned.seconds, 6);
  });
});

describe('the question queue', () => {
  const ask = (passed: string[] = []) => listQuestions(services(), { runId, limit: 10, names: true, passed });

  it('asks who the biggest unknown is, and has settled more when it is answered', async () => {
    const before = await ask();
    const [first] = before.items;
    expect(first).toMatchObject({ kind: 'who', yes: null });
    expect(before.settledSeconds).toBeLessThan(before.seconds * 0.95);
    await say({ kind: 'assign', identity: first?.identities[0] ?? 0, personId: ann });
    const after = await ask();
    expect(after.settledSeconds - before.settledSeconds).toBeGreaterThan((first?.seconds ?? 0) * 0.9);
    expect(after.items.map(({ key }) => key)).not.toContain(first?.key);
    expect((await ask([after.items[0]?.key ?? ''])).items[0]?.key).not.toBe(after.items[0]?.key);
  });

  it('asks whether the halves of somebody are one person, with the pictures that are most alike, and takes the answer', async () => {
    const tracks = (await listReviewTracks(services(), { runId, of: '2', limit: 200, offset: 0 })).items;
    const half = tracks.slice(0, tracks.length >> 1).map(({ number }) => number);
    await say({ kind: 'split', identity: 2, tracks: half });
    const question = (await ask()).items.find(({ kind }) => kind === 'same-person');
    expect(question?.identities).toContain(2);
    expect(question?.probability).toBeGreaterThan(0.9);
    expect(question?.reason?.map(({ url }) => url !== null)).toEqual([true, true]);
    const only = await listQuestions(services(), { runId, kinds: ['same-person'], limit: 10, names: true, passed: [] });
    // Told apart once, by the split, those who look so much alike are asked about once more; told apart again, never.
    expect(only).toMatchObject({ seq: 1, total: 1, items: [{ key: question?.key, isAgain: true }] });
    expect(only.apart).toEqual([[...(question?.identities ?? [])].sort((a, b) => a - b)]);
    const [no] = question?.no ? (await say(question.no)).edits : [];
    expect((await ask()).items.filter(({ kind }) => kind === 'same-person')).toEqual([]);
    await undo(no?.id ?? '');
    if (question?.yes) await say(question.yes);
    expect((await ask()).items.filter(({ kind }) => kind === 'same-person')).toEqual([]);
  });
});

it('proposes where a mixed identity is cut, and nothing for one that is not', async () => {
  expect(await proposeOutliers(services(), { runId, identity: 2 })).toBeNull();
  const before = (await listReviewTracks(services(), { runId, of: '3', limit: 200, offset: 0 })).items;
  await say({ kind: 'merge', into: 2, from: [3] });
  const proposal = await proposeOutliers(services(), { runId, identity: 2 });
  const parts = [proposal?.tracks ?? [], before.map(({ number }) => number)];
  const own = (await listReviewTracks(services(), { runId, of: '2', limit: 200, offset: 0 })).items.map(
    (each) => each.number,
  );
  const rest = own.filter((track) => !parts[0]?.includes(track));
  expect([parts[0], rest].map((each) => each?.toSorted((a, b) => a - b).join())).toContain(
    parts[1]?.toSorted((a, b) => a - b).join(),
  );
});

async function firstTrackOf(identity: number): Promise<number> {
  const { items } = await listReviewTracks(services(), { runId, of: String(identity), limit: 1, offset: 0 });
  return items[0]?.number ?? 0;
}
