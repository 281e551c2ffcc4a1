/** What was said about one run, in another run of the episode. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeMadeUpResult } from '../../fixtures/made-up-result/write-made-up-result.ts';
import type { EventLog } from '../adapters/events/port.ts';
import type { Jobs } from '../adapters/jobs/port.ts';
import type { EditBodyShape } from './contract/review.ts';
import { appendReviewEdits, changeEdit } from './features/review/change-review.ts';
import { readReviewState } from './features/review/read-review-state.ts';
import { deleteRun } from './features/runs/change-run.ts';
import { publishRun } from './features/runs/publish/publish-run.ts';
import { createOperations } from './jobs/operations/definitions.ts';
import { readMachine } from './results/machine-result.ts';
import { measureRun } from './results/measure-run.ts';
import { type OpenStores, openStores } from './results/open-stores.test-support.ts';
import { readLaws } from './results/read-laws.ts';
import { createResultCache } from './results/result-cache.ts';
import { readDoneRun } from './results/run-place.ts';
import { addRunningRun } from './results/sample-run.test-support.ts';

const SIZE = { shots: 12, tracksPerShot: 4, facesPerTrack: 3, dimensions: 64, names: ['Mira', null, null] };
const followed: string[] = [];

let directory: string;
let stores: OpenStores;
let first: string;
let second: string;
let ann: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'screenalytics-re-run-'));
  const folder = path.join(directory, 'result');
  await writeMadeUpResult(folder, SIZE);
  stores = await openStores(directory);
  const { queries } = stores.database;
  first = await publish(folder, 'Mira');
  const row = { show_id: 'rhobh', name: 'Ann' };
  ann = (await queries.insertInto('people').values(row).returning('id').executeTakeFirstOrThrow()).id;
  second = await publish(folder, null);
});
async function publish(folder: string, person: string | null): Promise<string> {
  const run = await addRunningRun(stores.database.queries, { show: 'rhobh', person });
  await publishRun(stores, { runId: run.runId, folder, signal: new AbortController().signal });
  return run.runId;
}
afterAll(async () => {
  await stores.close();
  await rm(directory, { recursive: true, force: true });
});

const services = () => ({
  ...stores,
  cache: createResultCache(),
  jobs: {
    add: (_: object, { run }: { run: string }) => {
      followed.push(run);
      return Promise.resolve({ job: { id: 'job' }, isNew: true });
    },
  } as unknown as Jobs,
  events: { append: () => Promise.resolve('1-0') } as unknown as EventLog,
  operations: createOperations({ softLimitSeconds: 60, hardLimitSeconds: 60, retrySeconds: 1 }),
});
const say = (runId: string, ...bodies: EditBodyShape[]) =>
  appendReviewEdits(services(), { runId, edits: bodies.map((body) => ({ body })) }, 'tester');
async function secondsOf(runId: string): Promise<Record<string, number>> {
  const { screenTime, subjects } = await measureRun(stores, await readDoneRun(stores.database.queries, runId));
  const rows = screenTime.identities.map(({ identity, seconds }) => {
    return [subjects.get(identity)?.name ?? String(identity), Math.round(seconds * 1000) / 1000] as const;
  });
  return Object.fromEntries(rows);
}

it('counts in both, is taken back in both, and is given to the next analysis', async () => {
  const before = await secondsOf(second);
  const { edits } = await say(
    first,
    { kind: 'merge', into: 2, from: [3] },
    { kind: 'assign', identity: 2, personId: ann },
  );
  const corrected = await secondsOf(first);
  expect(await secondsOf(second)).toEqual(corrected);
  expect(Object.keys(before).sort()).toEqual(['2', '3', 'Mira']);
  expect(Object.keys(corrected).sort()).toEqual(['Ann', 'Mira']);
  // Its stored table follows, too: it is the one that the episode shows.
  expect(followed).toEqual([first, second]);
  const there = await readReviewState(services(), second);
  expect(there.seq).toBe(2);
  // The made-up people are all in one picture, which is told in every run.
  expect(new Set(there.conflicts.map(({ kind }) => kind))).toEqual(new Set(['twice-in-a-frame']));

  const laws = await readLaws(services(), {
    episode: 'rhobh-s01e01',
    exceptRun: first,
    nameInAnalysis: ({ name }) => name,
  });
  const named = laws?.people.filter(({ person }) => person === 'Ann') ?? [];
  const state = await readReviewState(services(), first);
  expect(named.length).toBe(state.identities.find(({ person }) => person?.id === ann)?.tracks);
  expect(laws?.must.length).toBe(named.length - 1);

  await changeEdit(services(), { runId: second, editId: edits[0]?.id ?? '', isUndone: true }, 'tester');
  const apart = await secondsOf(first);
  expect(Object.keys(apart).sort()).toEqual(['3', 'Ann', 'Mira']);
  expect(apart['Ann']).toBeCloseTo(before['2'] ?? 0, 2);
  expect(await secondsOf(second)).toEqual(apart);
});

it('takes the time of faces along to a run that has embedded fewer, to the second', async () => {
  const folder = path.join(directory, 'sparse');
  await writeMadeUpResult(folder, { ...SIZE, facesPerTrack: 1 });
  const sparse = await publish(folder, null);
  const { tracks } = await readMachine(stores, await readDoneRun(stores.database.queries, first));
  const [face] = tracks[1]?.faces ?? [];
  const { edits } = await say(first, { kind: 'move-faces', faces: [face ?? 0], to: 'new' });
  const row = { show_id: 'rhobh', name: 'Bo' };
  const bo = await stores.database.queries.insertInto('people').values(row).returning('id').executeTakeFirstOrThrow();
  await say(first, { kind: 'assign', identity: edits[0]?.made ?? 0, personId: bo.id });
  const corrected = await secondsOf(first);
  expect(corrected['Bo']).toBeGreaterThan(0);
  expect(await secondsOf(sparse)).toEqual(corrected);
  expect(await secondsOf(second)).toEqual(corrected);
  const shown = await readReviewState(services(), sparse);
  expect(shown.identities.find(({ person }) => person?.id === bo.id)?.seconds).toBeCloseTo(corrected['Bo'] ?? 0, 3);
});

it('keeps the run that corrections were made on', async () => {
  await expect(deleteRun(stores, first, 'tester')).rejects.toMatchObject({ code: 'runs.wrong-state' });
});
