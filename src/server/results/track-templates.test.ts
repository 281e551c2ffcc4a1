/** Faces that were excluded say nothing about how somebody looks, and stand for nobody. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MadeUpAnalysis } from '../../../fixtures/made-up-result/made-up-analysis.ts';
import { writeMadeUpResult } from '../../../fixtures/made-up-result/write-made-up-result.ts';
import { cosine } from '../../pipeline/embed/vectors.ts';
import { applyEdit } from '../../review/apply-edit.ts';
import { machineState } from '../../review/review-state.ts';
import { publishRun } from '../features/runs/publish/publish-run.ts';
import { chooseCrops, facesOf } from './choose-crops.ts';
import { readFacesByTrack } from './face-rows.ts';
import { readMachine } from './machine-result.ts';
import { type OpenStores, openStores } from './open-stores.test-support.ts';
import { type PlacedRun, readDoneRun } from './run-place.ts';
import { addRunningRun } from './sample-run.test-support.ts';
import { readTemplatesAfter, readTrackTemplates } from './track-templates.ts';

const SIZE = { shots: 3, tracksPerShot: 2, facesPerTrack: 3, dimensions: 32, names: ['Mira', null] };
let directory: string;
let stores: OpenStores;
let made: MadeUpAnalysis;
let run: PlacedRun;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'screenalytics-templates-'));
  made = await writeMadeUpResult(path.join(directory, 'result'), SIZE);
  stores = await openStores(directory);
  const { runId } = await addRunningRun(stores.database.queries, { show: 'rhobh', person: 'Mira' });
  await publishRun(stores, { runId, folder: path.join(directory, 'result'), signal: new AbortController().signal });
  run = await readDoneRun(stores.database.queries, runId);
});
afterAll(async () => {
  await stores?.close();
  await rm(directory, { recursive: true, force: true });
});

async function stateWithout(faces: readonly number[]) {
  const state = machineState(await readMachine(stores, run));
  const body = { kind: 'exclude-faces', faces } as const;
  if (faces.length > 0) applyEdit(state, { id: randomUUID(), seq: 1, author: 'a', runId: run.id, body });
  return state;
}
const facesOfTrack = async (track: number) => (await readFacesByTrack(stores, run)).get(track) ?? [];

it('leaves excluded faces out of the look of their track, and no other', async () => {
  const whole = await readTrackTemplates(stores, run);
  const [track = 0, other = 0] = [...whole.byTrack.keys()];
  const [one, ...rest] = await facesOfTrack(track);
  const after = await readTemplatesAfter(stores, run, await stateWithout(rest.map(({ number }) => number)));
  // One face is left: the track looks like it alone.
  const vector = made.samples.get(track)?.find(({ row }) => row + 1 === one?.number)?.vector;
  expect(cosine(after.byTrack.get(track)!, vector!)).toBeCloseTo(1, 5);
  expect(cosine(whole.byTrack.get(track)!, vector!)).toBeLessThan(0.9999);
  expect(after.byTrack.get(other)).toEqual(whole.byTrack.get(other));
});

it('has no look of a track without any other face, and is as the machine has it where none is excluded', async () => {
  const whole = await readTrackTemplates(stores, run);
  const [track = 0] = [...whole.byTrack.keys()];
  const all = (await facesOfTrack(track)).map(({ number }) => number);
  const after = await readTemplatesAfter(stores, run, await stateWithout(all));
  expect([after.byTrack.has(track), after.byTrack.size]).toEqual([false, whole.byTrack.size - 1]);
  expect(await readTemplatesAfter(stores, run, await stateWithout([]))).toEqual(whole);
});

it('shows somebody by the best face that is not excluded', async () => {
  const byTrack = await readFacesByTrack(stores, run);
  const before = await stateWithout([]);
  const identity = [...before.identities.values()][0]!;
  const [best, next] = chooseCrops(facesOf(before, identity, byTrack), 2);
  const after = await stateWithout([best!.number]);
  const shown = chooseCrops(facesOf(after, after.identities.get(identity.number)!, byTrack), 99);
  expect(shown.map(({ number }) => number)).not.toContain(best!.number);
  expect(shown[0]!.quality).toBe(next!.quality);
});
