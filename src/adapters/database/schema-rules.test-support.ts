/** What the schema itself refuses, so that no program can get it wrong. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { toJson } from './column-values.ts';
import type { Database, Queries } from './port.ts';
import { addEpisode, addFaces, addModel, addRun, addVideo, EPISODE, HASH } from './sample-rows.test-support.ts';

const INVALID = { code: 'database.invalid-value' };
const DUPLICATE = { code: 'database.duplicate' };
const BROKEN = { code: 'database.broken-reference' };
const APPEND_ONLY = { code: 'database.append-only' };

const addEdit = (queries: Queries, edit: { id?: string; seq: number; episode?: string | null; undoes?: string }) =>
  queries
    .insertInto('edits')
    .values({
      id: edit.id ?? randomUUID(),
      show_id: 'rhobh',
      episode_id: edit.episode === undefined ? EPISODE : edit.episode,
      seq: edit.seq,
      kind: edit.undoes ? 'undo' : 'assign',
      payload: toJson({ track: 1 }),
      undoes: edit.undoes ?? null,
      author: 'tester',
      reason: 'it is her',
    })
    .execute();

export function testSchema(at: () => Database): void {
  describe('schema', () => {
    it.each([
      ['an id with capitals', { id: 'RHOBH-s05e17' }],
      ['an id of another episode', { id: 'rhobh-s05e18' }],
      ['no such day', { air_date: '2015-02-30' }],
      ['a negative number', { number: -1 }],
    ])('refuses an episode with %s', async (_, fault) => {
      const { queries } = at();
      await addEpisode(queries);
      const episode = { id: 'rhobh-s05e16', show_id: 'rhobh', season_number: 5, number: 16 };
      await expect(
        queries
          .insertInto('episodes')
          .values({ ...episode, ...fault })
          .execute(),
      ).rejects.toMatchObject(INVALID);
    });

    it('takes ids with three digits where two do not suffice', async () => {
      const { queries } = at();
      await addEpisode(queries);
      const episode = { id: 'rhobh-s05e117', show_id: 'rhobh', season_number: 5, number: 117 };
      await queries.insertInto('episodes').values(episode).execute();
    });

    it('refuses what refers to nothing, and the end of what is referred to', async () => {
      const { queries } = at();
      await addEpisode(queries);
      const stray = { id: 'x-s01e01', show_id: 'x', season_number: 1, number: 1 };
      await expect(queries.insertInto('episodes').values(stray).execute()).rejects.toMatchObject(BROKEN);
      const gone = queries.deleteFrom('seasons').execute();
      await expect(gone).rejects.toMatchObject({ ...BROKEN, offence: { table: 'episodes' } });
    });

    it('knows one current video and one active run per episode', async () => {
      const { queries } = at();
      await addEpisode(queries);
      const videoId = await addVideo(queries);
      await expect(addVideo(queries)).rejects.toMatchObject(DUPLICATE);
      await addVideo(queries, { current: false });
      await addRun(queries, { videoId, number: 1, active: true });
      await addRun(queries, { videoId, number: 2, active: false });
      const second = addRun(queries, { videoId, number: 3, active: true });
      await expect(second).rejects.toMatchObject({ ...DUPLICATE, offence: { constraint: 'runs_one_active' } });
      await at().transaction(async (transaction) => {
        await transaction.updateTable('runs').set({ is_active: false }).where('is_active', '=', true).execute();
        await transaction.updateTable('runs').set({ is_active: true }).where('number', '=', 2).execute();
      });
    });

    it('wants a reason for a failure, and an end for what is done', async () => {
      const { queries } = at();
      await addEpisode(queries);
      await addRun(queries, { videoId: await addVideo(queries), number: 1, active: false });
      const runs = () => queries.updateTable('runs').set({ finished_at: new Date() });
      await expect(runs().set({ state: 'failed' }).execute()).rejects.toMatchObject(INVALID);
      await expect(runs().set({ state: 'failed', reason: '  ' }).execute()).rejects.toMatchObject(INVALID);
      await expect(runs().set({ state: 'running' }).execute()).rejects.toMatchObject(INVALID);
      await runs().set({ state: 'failed', reason: 'The disk is full: free some space.' }).execute();
    });

    it('takes all of a run with its episode, and nothing else', async () => {
      const { queries } = at();
      await addEpisode(queries);
      const runId = await addRun(queries, { videoId: await addVideo(queries), number: 1, active: true });
      const modelId = await addModel(queries, 2);
      await addFaces(queries, runId, { modelId, embeddings: [Float32Array.of(1, 0)] });
      await addEdit(queries, { seq: 1 });
      await queries.deleteFrom('episodes').execute();
      for (const table of ['videos', 'runs', 'shots', 'tracks', 'faces', 'face_embeddings', 'edits'] as const) {
        expect(await queries.selectFrom(table).selectAll().execute(), table).toEqual([]);
      }
      expect(await queries.selectFrom('models').select('id').execute()).toEqual([{ id: modelId }]);
    });

    it('keeps embeddings of a wrong length out', async () => {
      const { queries } = at();
      await addEpisode(queries);
      const runId = await addRun(queries, { videoId: await addVideo(queries), number: 1, active: true });
      const modelId = await addModel(queries, 3);
      const faces = addFaces(queries, runId, { modelId, embeddings: [Float32Array.of(1, 0)] });
      await expect(faces).rejects.toMatchObject(INVALID);
    });

    it('counts edits per episode and per show without holes in between', async () => {
      const { queries } = at();
      await addEpisode(queries);
      await addEdit(queries, { seq: 1 });
      await addEdit(queries, { seq: 1, episode: null });
      await expect(addEdit(queries, { seq: 1 })).rejects.toMatchObject(DUPLICATE);
      await expect(addEdit(queries, { seq: 1, episode: null })).rejects.toMatchObject(DUPLICATE);
    });

    it('lets an edit be undone once, and the undo too', async () => {
      const { queries } = at();
      await addEpisode(queries);
      const [edit, undo] = [randomUUID(), randomUUID()];
      await addEdit(queries, { id: edit, seq: 1 });
      await addEdit(queries, { id: undo, seq: 2, undoes: edit });
      await expect(addEdit(queries, { seq: 3, undoes: edit })).rejects.toMatchObject(DUPLICATE);
      await addEdit(queries, { seq: 3, undoes: undo });
    });

    it('never changes or drops an edit, but forgets a person', async () => {
      const { queries } = at();
      await addEpisode(queries);
      await addEdit(queries, { seq: 1 });
      const edits = () => queries.updateTable('edits');
      await expect(queries.deleteFrom('edits').execute()).rejects.toMatchObject(APPEND_ONLY);
      await expect(edits().set({ author: 'me' }).execute()).rejects.toMatchObject(APPEND_ONLY);
      await expect(
        edits()
          .set({ payload: toJson({}) })
          .execute(),
      ).rejects.toMatchObject(APPEND_ONLY);
      const redaction = { payload: toJson({}), reason: null, redacted_at: new Date() };
      await edits().set(redaction).execute();
      await expect(
        edits()
          .set({ ...redaction, redacted_at: new Date(0) })
          .execute(),
      ).rejects.toMatchObject(APPEND_ONLY);
      // Somebody else whom it spoke of.
      const later = { ...redaction, redacted_at: new Date(Date.now() + 1000) };
      await edits().set(later).execute();
      await expect(
        edits()
          .set({ ...later, author: 'me' })
          .execute(),
      ).rejects.toMatchObject(APPEND_ONLY);
    });

    it('never changes the audit log', async () => {
      const { queries } = at();
      const entry = { actor: 'a', action: 'deleted', subject_type: 'show', subject_id: 'x', detail: toJson({}) };
      await queries.insertInto('audit_log').values(entry).execute();
      await expect(queries.deleteFrom('audit_log').execute()).rejects.toMatchObject(APPEND_ONLY);
      await expect(queries.updateTable('audit_log').set({ actor: 'b' }).execute()).rejects.toMatchObject(APPEND_ONLY);
    });

    it('lets old lines of the audit log go where a transaction says that it applies the rule', async () => {
      const { queries, transaction } = at();
      const entry = { actor: 'a', action: 'deleted', subject_type: 'show', subject_id: 'x', detail: toJson({}) };
      await queries.insertInto('audit_log').values(entry).execute();
      await transaction(async (inside) => {
        await sql`select set_config('screenalytics.retention', 'audit-log', true)`.execute(inside);
        await expect(inside.selectFrom('audit_log').select('actor').execute()).resolves.toHaveLength(1);
        await inside.deleteFrom('audit_log').execute();
      });
      expect(await queries.selectFrom('audit_log').select('actor').execute()).toEqual([]);
      await queries.insertInto('audit_log').values(entry).execute();
      await expect(queries.deleteFrom('audit_log').execute()).rejects.toMatchObject(APPEND_ONLY);
    });

    it('keeps names, aliases and photographs of a show apart', async () => {
      const { queries } = at();
      await addEpisode(queries);
      const add = (name: string) =>
        queries.insertInto('people').values({ show_id: 'rhobh', name }).returning('id').executeTakeFirstOrThrow();
      const [lisa, kyle] = [await add('Lisa'), await add('Kyle')];
      await expect(add('LISA')).rejects.toMatchObject(DUPLICATE);
      const alias = (person: { id: string }, text: string) =>
        queries.insertInto('person_aliases').values({ person_id: person.id, show_id: 'rhobh', alias: text }).execute();
      await alias(lisa, 'Pinky');
      await expect(alias(kyle, 'pinky')).rejects.toMatchObject(DUPLICATE);
      const keys = { original_key: 'o', display_key: 'd', embed_key: 'e', source: 'upload', created_by: 't' } as const;
      const photo = () =>
        queries
          .insertInto('facebank_photos')
          .values({ ...keys, person_id: lisa.id, sha256: HASH })
          .execute();
      await photo();
      await expect(photo()).rejects.toMatchObject(DUPLICATE);
    });
  });
}
