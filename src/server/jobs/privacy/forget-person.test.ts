/** A person who has left traces everywhere is forgotten: whole, also when it is interrupted, and nobody else is touched. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import type { JobContext } from '../../../adapters/jobs/port.ts';
import { certificate as certificateShape } from '../../contract/privacy.ts';
import { keyOfArtifact } from '../../results/artifact-place.ts';
import { readDoneRun } from '../../results/run-place.ts';
import type { ForgetParts } from './forget-parts.ts';
import { forgetPersonHandler } from './forget-person.ts';
import { filesWith, leaveTraces, operations, secondsOf, type Traces } from './made-up-traces.test-support.ts';

let traces: Traces;
afterEach(() => traces.close());

async function ask({ stores, mira }: Traces, values: object = {}): Promise<string> {
  const row = { person_id: mira, with_videos: false, requested_by: 'local', reference: 'Letter 7', ...values };
  const made = await stores.database.queries
    .insertInto('forgettings')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  return made.id;
}

const run = (parts: ForgetParts, forgetting: string) =>
  forgetPersonHandler(operations, parts).run({ forgetting }, {
    id: 'job',
    signal: new AbortController().signal,
    report: () => {},
  } as unknown as JobContext);

/** Every row of every table as text, but for what the wish itself keeps. */
async function allRows({ stores }: Traces): Promise<string[]> {
  const { queries } = stores.database;
  const tables = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public'
  `.execute(queries);
  const rows: string[] = [];
  for (const { name } of tables.rows) {
    const found = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(name)} as t`.execute(
      queries,
    );
    rows.push(...found.rows.map(({ row }) => `${name} ${row}`));
  }
  return rows;
}

const certificateOf = async ({ stores }: Traces, id: string) => {
  const { queries } = stores.database;
  const row = await queries.selectFrom('forgettings').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const text = row.certificate ?? '';
  expect(createHash('sha256').update(text).digest('hex')).toBe(row.certificate_sha256);
  expect(row).toMatchObject({ person_id: null, inventory: null, reason: null });
  return certificateShape.parse(JSON.parse(text));
};

/** Nothing of her in files and rows; what is others' is as it was. */
async function expectForgotten(all: Traces, before: readonly Record<string, number>[]): Promise<void> {
  const { directory, mira, vectors, keys, runs, parts, stores, tracks } = all;
  const pieces = [mira, 'Mira', 'mira', 'Mimi', 'mimi'];
  const stored = await filesWith(path.join(directory, 'blobs'), [...pieces, ...vectors]);
  expect(stored).toEqual([]);
  expect(await filesWith(path.join(directory, 'analyses'), pieces).catch(() => [])).toEqual([]);
  for (const key of keys) await expect(parts.blobs.head(key), key).rejects.toMatchObject({ code: 'blobs.not-found' });
  expect(await filesWith(path.join(directory, 'database'), [...pieces, ...keys, ...vectors])).toEqual([]);
  const rows = await allRows(all);
  expect(rows.filter((row) => [...pieces, ...keys].some((piece) => row.includes(piece)))).toEqual([]);
  for (const [index, runId] of runs.entries()) {
    const left = await stores.database.queries
      .selectFrom('face_embeddings')
      .innerJoin('faces', (join) =>
        join.onRef('faces.run_id', '=', 'face_embeddings.run_id').onRef('faces.number', '=', 'face_number'),
      )
      .select('track_number')
      .where('face_embeddings.run_id', '=', runId)
      .execute();
    const withEmbedding = new Set(left.map(({ track_number }) => track_number));
    expect((tracks[index] ?? []).filter((track) => withEmbedding.has(track))).toEqual([]);
    // Those of all others are there.
    expect(withEmbedding.size).toBe(16 - (tracks[index] ?? []).length);
    const after = await secondsOf(parts, runId);
    const { Ann, unattributed, visible } = before[index] ?? {};
    expect(after).toMatchObject({ ...(Ann !== undefined && { Ann }), unattributed, visible });
    expect(Object.keys(after).filter((name) => !/^(Ann|unattributed|visible|[\d,]+)$/.test(name))).toEqual([]);
    await expectArtifactsAsListed(all, runId);
    // The table that is kept says the same.
    const kept = await stores.database.queries
      .selectFrom('screen_time_rows')
      .select(['subject', 'seconds'])
      .where('run_id', '=', runId)
      .execute();
    const { visible: _, ...measured } = after;
    expect(kept.map(({ seconds }) => seconds).sort()).toEqual(Object.values(measured).sort());
    expect(kept.filter(({ subject }) => subject === 'person')).toHaveLength(1);
  }
  expect(await parts.history.list('tester')).toMatchObject([{ job: 'two' }]);
  expect(await parts.events.read('episode:rhobh-s01e01', { after: null, limit: 99 })).not.toEqual([]);
}

/** Files say what their rows say, and name none of her pictures. */
async function expectArtifactsAsListed({ stores, parts, keys }: Traces, runId: string): Promise<void> {
  const { queries } = stores.database;
  const crops = keys.filter((key) => key.includes(`/${runId}/`)).map((key) => key.split(`/${runId}/`)[1] ?? key);
  const { place } = await readDoneRun(queries, runId);
  const artifacts = await queries.selectFrom('run_artifacts').selectAll().where('run_id', '=', runId).execute();
  for (const { name, bytes, sha256 } of artifacts) {
    const content = await buffer((await parts.blobs.get(keyOfArtifact(place, name))).body);
    expect([name, content.byteLength, createHash('sha256').update(content).digest('hex')]).toEqual([
      name,
      bytes,
      sha256,
    ]);
    expect(crops.filter((crop) => content.includes(crop))).toEqual([]);
  }
}

const counts = (items: readonly { kind: string; count: number }[]) =>
  Object.fromEntries(items.map(({ kind, count }) => [kind, count]));

/** As left by the made-up traces. */
const REMOVED = {
  person: 3,
  photos: 3,
  'photo-embeddings': 1,
  'face-pictures': 54,
  'face-embeddings': 54,
  exports: 2,
  edits: 5,
  'work-folders': 6,
  'unfinished-results': 1,
  jobs: 1,
  events: 1,
};

it('leaves nothing of them, and the seconds of all others as they were', { timeout: 120_000 }, async () => {
  traces = await leaveTraces();
  const { parts, runs } = traces;
  const before = [await secondsOf(parts, runs[0]), await secondsOf(parts, runs[1])];
  expect(before[0]).toMatchObject({ Mira: expect.any(Number), Ann: expect.any(Number) });
  expect(before[1]).toEqual(before[0]);
  const id = await ask(traces);
  await run(parts, id);
  await expectForgotten(traces, before);
  const certificate = await certificateOf(traces, id);
  expect(counts(certificate.removed)).toMatchObject(REMOVED);
  expect(certificate).toMatchObject({
    reference: 'Letter 7',
    show: 'rhobh',
    withVideos: false,
    programVersion: '0.0.0-test',
    runs: [{ number: 1 }, { number: 2 }],
    search: { found: [] },
  });
  expect(certificate.search.places.length).toBeGreaterThan(10);
  const kept = certificate.kept.map(({ kind }) => kind);
  expect(kept).toEqual(expect.arrayContaining(['videos', 'thumbnails', 'seconds']));
  expect(kept).not.toContain('database-remains');
  // Once more changes nothing.
  await run(parts, id);
  expect(await certificateOf(traces, id)).toEqual(certificate);
});

it('ends the same when it is interrupted again and again', { timeout: 300_000 }, async () => {
  traces = await leaveTraces();
  const { parts, runs } = traces;
  const before = [await secondsOf(parts, runs[0]), await secondsOf(parts, runs[1])];
  const id = await ask(traces);
  let tries = 0;
  for (let steps = 1; steps < 2_000; steps += 7) {
    tries += 1;
    const ended = await run(failingAfter(parts, steps), id).then(
      () => true,
      (error: Error) => {
        expect(error.message).toBe('killed');
        return false;
      },
    );
    if (ended) break;
  }
  expect(tries).toBeGreaterThan(10);
  await expectForgotten(traces, before);
  const certificate = await certificateOf(traces, id);
  expect(counts(certificate.removed)).toMatchObject(REMOVED);
  expect(certificate.search.found).toEqual([]);
});

/** As if it were killed at a step: every change of the storage, and every transaction, is one. */
function failingAfter(parts: ForgetParts, steps: number): ForgetParts {
  let left = steps;
  const counted = <Target extends object>(target: Target, names: readonly string[]): Target =>
    new Proxy(target, {
      get(object, name) {
        const value = Reflect.get(object, name) as unknown;
        if (typeof value !== 'function') return value;
        const bound = (value as (...values: unknown[]) => unknown).bind(object);
        if (!names.includes(String(name))) return bound;
        return async (...values: unknown[]) => {
          left -= 1;
          // Every other time the change has happened, and nobody was told.
          if (left === 0 && steps % 2 === 0) await bound(...values);
          if (left <= 0) throw new Error('killed');
          return await bound(...values);
        };
      },
    });
  return {
    ...parts,
    blobs: counted(parts.blobs, ['put', 'delete', 'deletePrefix']),
    database: counted(parts.database, ['transaction']),
    history: counted(parts.history, ['forget']),
    previews: counted(parts.previews, ['forget']),
  };
}

it('removes the videos, too, if that is wished', { timeout: 120_000 }, async () => {
  traces = await leaveTraces();
  const { parts, stores } = traces;
  await parts.blobs.put('raw/videos/rhobh/s01/e01/episode.mp4', Buffer.from('a video'));
  await parts.blobs.put('raw/videos/rhobh/s01/e02/episode.mp4', Buffer.from('of another episode'));
  const id = await ask(traces, { with_videos: true });
  // As on a server, whose files are its own affair.
  const database = { ...parts.database, purge: () => Promise.resolve('left' as const) };
  await run({ ...parts, database }, id);
  expect((await parts.blobs.list('raw/')).blobs.map(({ key }) => key)).toEqual([
    'raw/videos/rhobh/s01/e02/episode.mp4',
  ]);
  const videos = await stores.database.queries.selectFrom('videos').select(['state', 'is_current', 'reason']).execute();
  for (const video of videos) expect(video).toMatchObject({ state: 'rejected', is_current: false });
  const certificate = await certificateOf(traces, id);
  expect(counts(certificate.removed)).toMatchObject({ videos: 1 });
  const kept = certificate.kept.map(({ kind }) => kind);
  expect([kept.includes('videos'), kept.includes('database-remains')]).toEqual([false, true]);
});
