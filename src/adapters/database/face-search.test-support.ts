/** Search for faces by likeness, with pgvector and without. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { nearestStatement } from './nearest-faces.ts';
import type { Database, NearFace } from './port.ts';
import { addEpisode, addFaces, addModel, addRun, addVideo } from './sample-rows.test-support.ts';

const DIMENSIONS = 16;
const FACES = 2000;

/** Length 1, the same for the same seed. */
function direction(seed: number): Float32Array {
  const values = Float32Array.from({ length: DIMENSIONS }, (_, n) =>
    Math.sin(seed * 12.9898 + (n + 1) * 78.233 * seed),
  );
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, n) => sum + value * (b[n] ?? 0), 0);

export function testFaceSearch(at: () => Database): void {
  describe('face search', () => {
    const embeddings = Array.from({ length: FACES }, (_, n) => direction(n + 1));
    let modelId: number;
    let runs: { active: string; old: string };
    beforeEach(async () => {
      const { queries } = at();
      await addEpisode(queries);
      const videoId = await addVideo(queries);
      modelId = await addModel(queries, DIMENSIONS);
      runs = {
        active: await addRun(queries, { videoId, number: 1, active: true }),
        old: await addRun(queries, { videoId, number: 2, active: false }),
      };
    });

    const search = (embedding: Float32Array, limit: number) => at().nearestFaces({ embedding, modelId, limit });
    const numbers = (faces: readonly NearFace[]) => faces.map(({ faceNumber }) => faceNumber);

    it('keeps every bit of an embedding', async () => {
      const values = Float32Array.of(...Array.from({ length: DIMENSIONS }, (_, n) => Math.fround(10 ** (n - 8) / 3)));
      await addFaces(at().queries, runs.active, { modelId, embeddings: [values] });
      const row = await at().queries.selectFrom('face_embeddings').select('embedding').executeTakeFirstOrThrow();
      expect(row.embedding).toEqual(values);
    });

    it.each([false, true])('finds the most alike in order, prepared: %s', async (prepared) => {
      if (prepared) await at().prepareModel(modelId);
      await addFaces(at().queries, runs.active, { modelId, embeddings });
      await addFaces(at().queries, runs.old, { modelId, embeddings: embeddings.slice(0, 500) });
      await at().prepareModel(modelId);
      let found = 0;
      for (let query = 0; query < 10; query++) {
        const wanted = direction(query + 0.5);
        const truth = embeddings
          .map((each, n) => ({ faceNumber: n + 1, likeness: cosine(each, wanted) }))
          .sort((a, b) => b.likeness - a.likeness)
          .slice(0, 10);
        const nearest = await search(wanted, 10);
        expect(new Set(nearest.map(({ runId }) => runId))).toEqual(new Set([runs.active]));
        const likeness = nearest.map((face) => face.likeness);
        expect(likeness).toEqual([...likeness].sort((a, b) => b - a));
        expect(likeness[0]).toBeCloseTo(truth[0]?.likeness ?? 0, 5);
        found += numbers(nearest).filter((number) => truth.some(({ faceNumber }) => faceNumber === number)).length;
      }
      expect(found).toBeGreaterThanOrEqual(98);
    });

    it('uses the index where there is one', async () => {
      if (at().vectorSearch === 'exact') return;
      await addFaces(at().queries, runs.active, { modelId, embeddings });
      await at().prepareModel(modelId);
      await at().prepareModel(modelId);
      await sql`analyze`.execute(at().queries);
      const statement = nearestStatement('pgvector', { embedding: direction(1), modelId, limit: 5 });
      const { rows } = await sql`explain ${statement}`.execute(at().queries);
      expect(JSON.stringify(rows)).toContain(`face_embeddings_near_${modelId}`);
    });

    it('finds itself first, and all there are when fewer are wanted', async () => {
      await addFaces(at().queries, runs.active, { modelId, embeddings: embeddings.slice(0, 3) });
      const [self, ...others] = await search(direction(2), 10);
      expect(self).toMatchObject({ runId: runs.active, faceNumber: 2 });
      expect(self?.likeness).toBeCloseTo(1, 6);
      expect(numbers(others).sort()).toEqual([1, 3]);
      expect(await search(direction(2), 1)).toHaveLength(1);
    });

    it('refuses an embedding of another length, and a model that makes none', async () => {
      const invalid = { code: 'database.invalid-value' };
      await expect(search(Float32Array.of(1, 0), 1)).rejects.toMatchObject(invalid);
      const unknown = { embedding: direction(1), modelId: modelId + 1, limit: 1 };
      await expect(at().nearestFaces(unknown)).rejects.toMatchObject(invalid);
      await expect(at().prepareModel(modelId + 1)).rejects.toMatchObject(invalid);
    });
  });
}
