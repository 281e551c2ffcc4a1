/** What every index of faces must do. For test files only. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MadeUpFaces, makeUpFaces, type WorldSize } from '../../../bench/made-up-faces.ts';
import type { FaceBatch, FaceIndex, IndexedRun } from './port.ts';

const MODEL = 1;
const OTHER_MODEL = 2;
const PER_RUN = 300;
const BATCH = 130;

interface Face {
  readonly runId: string;
  readonly faceNumber: number;
  readonly track: number;
  readonly likeness: number;
}

/** Registers the suite. */
export function testFaceIndex(name: string, create: () => FaceIndex): void {
  describe(name, () => {
    let index: FaceIndex;
    beforeEach(() => {
      index = create();
    });
    afterEach(() => index.close());

    const runOf = (number: number, modelId = MODEL): IndexedRun => ({ runId: `run-${number}`, modelId });
    const addAll = async (world: MadeUpFaces): Promise<string[]> => {
      const numbers = Array.from({ length: world.runs }, (_, number) => number);
      for (const number of numbers) await index.add(runOf(number), batchesOf(world, number));
      return numbers.map((number) => runOf(number).runId);
    };

    it.each([
      { dimensions: 512, kind: 'alike' },
      { dimensions: 128, kind: 'alike' },
      { dimensions: 300, kind: 'alike' },
      { dimensions: 512, kind: 'noise' },
    ] as const)('finds what looking at every face finds: $dimensions numbers, $kind', async ({ dimensions, kind }) => {
      const world = worldOf({ faces: 6000, perRun: PER_RUN, dimensions, kind });
      const runs = await addAll(world);
      let found = 0;
      for (let number = 0; number < 30; number++) {
        const embedding = world.question((['member', 'appearance', 'stranger'] as const)[number % 3]!, number);
        const truth = rank(world, embedding).slice(0, 10);
        const near = await index.nearest({ modelId: MODEL, embedding, runs, limit: 10 });
        expect(near).toHaveLength(10);
        for (const { runId, faceNumber, likeness } of near) {
          const exact = likenessOf(world, embedding, Number(runId.slice(4)), faceNumber);
          expect(Math.abs(likeness - exact)).toBeLessThan(0.002);
          if (truth.some((each) => each.runId === runId && each.faceNumber === faceNumber)) found++;
        }
        expect(near.map(({ likeness }) => likeness)).toEqual(
          near.map(({ likeness }) => likeness).toSorted((a, b) => b - a),
        );
      }
      expect(found / 300).toBeGreaterThanOrEqual(0.98);
    });

    it('finds the moments of every run: tracks by their best face, in order, in pages', async () => {
      const world = worldOf({ faces: 6000, perRun: PER_RUN });
      const runs = await addAll(world);
      const embedding = world.question('appearance', 3);
      const ask = { modelId: MODEL, embedding, runs, leastLikeness: 0.3, offset: 0, limit: 100, perRun: 100 };
      const truth = momentsIn(rank(world, embedding), ask.leastLikeness);
      expect(truth.size).toBeGreaterThan(3);
      const all = await index.moments(ask);
      expect(all.runs).toBe(truth.size);
      expect(all.found.map(({ runId }) => runId)).toEqual([...truth.keys()]);
      for (const { runId, moments, best } of all.found) {
        const expected = truth.get(runId) ?? [];
        expect(moments).toBe(expected.length);
        expect(best.map(({ track }) => track)).toEqual(expected.map(({ track }) => track));
        expect(best[0]?.likeness).toBeCloseTo(expected[0]?.likeness ?? 0, 2);
      }
      const page = await index.moments({ ...ask, offset: 1, limit: 2, perRun: 1 });
      expect(page).toMatchObject({ runs: all.runs, moments: all.moments });
      expect(page.found).toEqual(all.found.slice(1, 3).map((run) => ({ ...run, best: run.best.slice(0, 1) })));
    });

    it('looks only in the runs that are named', async () => {
      const world = worldOf({ faces: 1500, perRun: PER_RUN });
      await addAll(world);
      const embedding = world.question('member', 1);
      const near = await index.nearest({ modelId: MODEL, embedding, runs: ['run-2', 'run-9'], limit: 5 });
      expect(new Set(near.map(({ runId }) => runId))).toEqual(new Set(['run-2']));
      expect(await index.nearest({ modelId: MODEL, embedding, runs: [], limit: 5 })).toEqual([]);
    });

    it('keeps models apart, also those whose embeddings are as long', async () => {
      const world = worldOf({ faces: 600, perRun: PER_RUN });
      await index.add(runOf(0), batchesOf(world, 0));
      await index.add(runOf(0, OTHER_MODEL), batchesOf(world, 1));
      const embedding = faceOf(world, 1, 7);
      const ask = { embedding, runs: ['run-0'], limit: 1 };
      expect(await index.nearest({ ...ask, modelId: OTHER_MODEL })).toMatchObject([{ faceNumber: 7 }]);
      const [other] = await index.nearest({ ...ask, modelId: MODEL });
      expect(other?.likeness).toBeLessThan(0.98);
      expect(await index.nearest({ ...ask, modelId: 3 })).toEqual([]);
    });

    it('grows run by run, forgets one that is removed, and takes its place for the next', async () => {
      const world = worldOf({ faces: 900, perRun: PER_RUN });
      const embedding = faceOf(world, 0, 5);
      const ask = { modelId: MODEL, embedding, runs: ['run-0', 'run-1', 'run-2'], limit: 1 };
      await index.add(runOf(0), batchesOf(world, 0));
      await index.add(runOf(1), batchesOf(world, 1));
      expect(await index.nearest(ask)).toMatchObject([{ runId: 'run-0', faceNumber: 5 }]);
      const before = await index.size();
      expect(before.faces).toBe(2 * PER_RUN);
      await index.remove(runOf(0));
      expect([index.has(runOf(0)), index.held()]).toEqual([false, [runOf(1)]]);
      const [next] = await index.nearest(ask);
      expect(next).toMatchObject({ runId: 'run-1' });
      await index.add(runOf(2), batchesOf(world, 2));
      expect(await index.size()).toEqual(before);
      expect(await index.nearest({ ...ask, embedding: faceOf(world, 2, 300) })).toMatchObject([
        { runId: 'run-2', faceNumber: 300 },
      ]);
      for (const run of index.held()) await index.remove(run);
      expect(await index.size()).toEqual({ faces: 0, bytes: 0 });
    });

    it('replaces a run that is added again, and holds nothing of one whose faces could not be read', async () => {
      const world = worldOf({ faces: 600, perRun: PER_RUN });
      await index.add(runOf(0), batchesOf(world, 0));
      await index.add(runOf(0), batchesOf(world, 1));
      expect((await index.size()).faces).toBe(PER_RUN);
      expect(index.has({ ...runOf(0), version: 7 })).toBe(false);
      async function* torn(): AsyncGenerator<FaceBatch> {
        for await (const batch of batchesOf(world, 0)) {
          yield batch;
          throw new Error('the database is gone');
        }
      }
      await expect(index.add(runOf(1), torn())).rejects.toThrow('the database is gone');
      expect(index.has(runOf(1))).toBe(false);
      expect((await index.size()).faces).toBe(PER_RUN);
      await index.add(runOf(1), batchesOf(world, 1));
      expect((await index.size()).faces).toBe(2 * PER_RUN);
    });

    it('takes a run without faces', async () => {
      await index.add(runOf(0), batchesOf({ ...makeUpFaces({ faces: 0 }), run: nothing }, 0));
      expect(index.has(runOf(0))).toBe(true);
      const embedding = new Float32Array(8).fill(Math.sqrt(1 / 8));
      expect(await index.nearest({ modelId: MODEL, embedding, runs: ['run-0'], limit: 3 })).toEqual([]);
    });

    it('refuses embeddings of another length than the model makes', async () => {
      const world = worldOf({ faces: 300, perRun: PER_RUN, dimensions: 16 });
      await index.add(runOf(0), batchesOf(world, 0));
      const invalid = { code: 'face-index.invalid-value' };
      const ask = { modelId: MODEL, embedding: Float32Array.of(1, 0), runs: ['run-0'], limit: 1 };
      await expect(index.nearest(ask)).rejects.toMatchObject(invalid);
      const longer = worldOf({ faces: 300, perRun: PER_RUN, dimensions: 32 });
      await expect(index.add(runOf(1), batchesOf(longer, 0))).rejects.toMatchObject(invalid);
      expect((await index.size()).faces).toBe(PER_RUN);
    });

    it('answers nobody when it is closed', async () => {
      await index.add(runOf(0), batchesOf(worldOf({ faces: 300, perRun: PER_RUN, dimensions: 16 }), 0));
      await index.close();
      const ask = { modelId: MODEL, embedding: new Float32Array(16), runs: ['run-0'], limit: 1 };
      await expect(index.nearest(ask)).rejects.toMatchObject({ code: 'face-index.unavailable' });
      expect(index.held()).toEqual([]);
    });
  });
}

const nothing = () => ({ embeddings: new Float32Array(0), tracks: new Int32Array(0) });

/** Its faces are made once: every question looks at all of them. */
function worldOf(size: WorldSize): MadeUpFaces {
  const world = makeUpFaces(size);
  const made = Array.from({ length: world.runs }, (_, number) => world.run(number));
  return { ...world, run: (number) => made[number] ?? world.run(number) };
}

/** In batches that fit no block of faces. */
async function* batchesOf(world: MadeUpFaces, number: number): AsyncGenerator<FaceBatch> {
  const { embeddings, tracks } = world.run(number);
  for (let from = 0; from < tracks.length; from += BATCH) {
    const some = tracks.slice(from, from + BATCH);
    yield await Promise.resolve({
      numbers: some.map((_, n) => from + n + 1),
      tracks: some,
      embeddings: embeddings.slice(from * world.dimensions, (from + some.length) * world.dimensions),
    });
  }
}

const faceOf = ({ run, dimensions }: MadeUpFaces, number: number, face: number): Float32Array =>
  run(number).embeddings.slice((face - 1) * dimensions, face * dimensions);

function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += (a[n] ?? 0) * (b[n] ?? 0);
  return sum;
}

const likenessOf = (world: MadeUpFaces, embedding: Float32Array, run: number, face: number): number =>
  cosine(embedding, faceOf(world, run, face));

/** Every face of the world by falling likeness. */
function rank(world: MadeUpFaces, embedding: Float32Array): Face[] {
  const all = Array.from({ length: world.runs }, (_, number) => {
    const { embeddings, tracks } = world.run(number);
    return Array.from(tracks, (track, n): Face => {
      const own = embeddings.subarray(n * world.dimensions, (n + 1) * world.dimensions);
      return { runId: `run-${number}`, faceNumber: n + 1, track, likeness: cosine(embedding, own) };
    });
  });
  return all.flat().sort((a, b) => b.likeness - a.likeness);
}

function momentsIn(faces: readonly Face[], leastLikeness: number): Map<string, Face[]> {
  const runs = new Map<string, Face[]>();
  for (const face of faces) {
    if (face.likeness < leastLikeness) break;
    const known = runs.get(face.runId) ?? [];
    runs.set(face.runId, known);
    if (!known.some(({ track }) => track === face.track)) known.push(face);
  }
  return runs;
}
