/** For tests: a person who has left traces everywhere, in two runs of an episode and beside them. */
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { MadeUpAnalysis } from '../../../../fixtures/made-up-result/made-up-analysis.ts';
import { writeMadeUpResult } from '../../../../fixtures/made-up-result/write-made-up-result.ts';
import { artifactKey, seedKey, seedOriginalKey } from '../../../adapters/blobs/object-layout.ts';
import { createManualClock } from '../../../adapters/clock/manual-clock.ts';
import { toJson, toReals } from '../../../adapters/database/column-values.ts';
import { createRedisEvents } from '../../../adapters/events/redis-events.ts';
import { createBullJobs } from '../../../adapters/jobs/bull-jobs.ts';
import { openMemoryRedis } from '../../../adapters/redis/memory-redis.ts';
import { publishRun } from '../../features/runs/publish/publish-run.ts';
import { appendEdits } from '../../results/append-edits.ts';
import { measureRun } from '../../results/measure-run.ts';
import { type OpenStores, openStores } from '../../results/open-stores.test-support.ts';
import { createResultCache } from '../../results/result-cache.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { addRunningRun } from '../../results/sample-run.test-support.ts';
import { createJobHistory } from '../bookkeeping/job-history.ts';
import { createRunPreviews } from '../bookkeeping/run-previews.ts';
import { createOperations } from '../operations/definitions.ts';
import { keepScreenTime } from '../operations/manual-assign.ts';
import type { ForgetParts } from './forget-parts.ts';

/** Mira, whom the machine knows; two whom it does not know. The last track of each shot is nobody's. */
const SIZE = { shots: 4, tracksPerShot: 4, facesPerTrack: 3, dimensions: 32, names: ['Mira', null, null] };
const EPISODE = 'rhobh-s01e01';
export const operations = createOperations({ softLimitSeconds: 60, hardLimitSeconds: 60, retrySeconds: 1 });

export interface Traces {
  readonly directory: string;
  readonly stores: OpenStores;
  readonly parts: ForgetParts;
  readonly made: MadeUpAnalysis;
  readonly runs: readonly [string, string];
  readonly mira: string;
  readonly ann: string;
  /** Tracks that are hers, by run: the machine's and those that people gave her, less the one that they took from her. */
  readonly tracks: readonly [readonly number[], readonly number[]];
  /** Bytes that nobody but her has. */
  readonly vectors: readonly Buffer[];
  /** Object keys of pictures of her. */
  readonly keys: readonly string[];
  close(): Promise<void>;
}

export async function leaveTraces(): Promise<Traces> {
  const directory = await mkdtemp(path.join(tmpdir(), 'screenalytics-privacy-'));
  const folder = await mkdtemp(path.join(tmpdir(), 'screenalytics-result-'));
  const made = await writeMadeUpResult(folder, SIZE);
  const stores = await openStores(directory);
  const redis = await openMemoryRedis();
  const clock = createManualClock();
  const events = createRedisEvents({ client: redis.client, connect: redis.connect, processId: 'test' });
  const definitions = Object.values(operations);
  const jobs = createBullJobs({ client: redis.client, connect: redis.connect, definitions });
  const parts: ForgetParts = {
    ...stores,
    cache: createResultCache(),
    events,
    jobs,
    clock,
    history: createJobHistory(redis, clock.now),
    previews: createRunPreviews(redis),
    analysesFolder: path.join(directory, 'analyses'),
    programVersion: '0.0.0-test',
  };
  const { queries } = stores.database;
  const first = await addRunningRun(queries, { show: 'rhobh', person: 'Mira' });
  const mira = first.personId ?? '';
  const never = new AbortController().signal;
  await publishRun(stores, { runId: first.runId, folder, signal: never });
  const second = await addRunningRun(queries, { show: 'rhobh' });
  await publishRun(stores, { runId: second.runId, folder, signal: never });
  await rm(folder, { recursive: true, force: true });
  const runs = [first.runId, second.runId] as const;
  const { id: ann } = await queries
    .insertInto('people')
    .values({ show_id: 'rhobh', name: 'Ann' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await queries.insertInto('person_aliases').values({ person_id: mira, show_id: 'rhobh', alias: 'Mimi' }).execute();
  await queries
    .insertInto('person_roles')
    .values({ person_id: mira, show_id: 'rhobh', season_number: 1, role: 'host' })
    .execute();
  const photo = await addPhoto({ stores, mira, made });

  const say = async (
    run: string,
    reason: string | null,
    ...bodies: Parameters<typeof appendEdits>[2]['edits'][number]['body'][]
  ) =>
    await appendEdits(parts, await readDoneRun(queries, run), {
      author: 'tester',
      reason,
      edits: bodies.map((body) => ({ body })),
    });
  // Two tracks of what is Ann's go to her, one of hers to Ann; in the later run her name is a word before it is said to be her.
  await say(runs[0], 'Mira wears a red hat', { kind: 'assign', identity: 3, personId: ann });
  await say(runs[0], null, { kind: 'assign-tracks', tracks: [3, 7], personId: mira });
  await say(runs[0], null, { kind: 'move-tracks', tracks: [1], to: 3 });
  await say(runs[0], null, { kind: 'reject', identity: 3, personId: mira });
  await say(
    runs[1],
    null,
    { kind: 'rename', identity: 2, name: 'mimi' },
    { kind: 'assign', identity: 2, personId: ann },
  );
  await say(runs[1], null, { kind: 'confirm', identity: 2, personId: mira });
  for (const run of runs) await keepScreenTime(parts, await readDoneRun(queries, run));
  const tracksOf = (identity: number) => made.identities[identity - 1]?.tracks ?? [];
  const own = [...tracksOf(1).filter((track) => track !== 1), ...tracksOf(2), 3, 7].sort((a, b) => a - b);
  // What is said of one run counts in the other.
  const tracks = [own, own] as const;

  const keys = [...photo.keys, ...(await leaveFiles(parts, { runs, mira }))];
  for (const [index, run] of runs.entries()) {
    const faces = await queries
      .selectFrom('faces')
      .select('crop_key')
      .where('run_id', '=', run)
      .where('track_number', 'in', [...(tracks[index] ?? [])])
      .execute();
    keys.push(...faces.flatMap(({ crop_key }) => crop_key ?? []));
  }
  const vectors = [
    photo.vector,
    ...own.flatMap((track) => (made.samples.get(track) ?? []).map(({ vector }) => bytesOf(vector))),
  ];
  return {
    directory,
    stores,
    parts,
    made,
    runs,
    mira,
    ann,
    tracks,
    vectors,
    keys,
    async close() {
      await jobs.close();
      await events.close();
      await redis.close();
      await stores.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const bytesOf = (values: Float32Array): Buffer => Buffer.from(values.buffer, values.byteOffset, values.byteLength);

async function addPhoto({ stores, mira, made }: Pick<Traces, 'stores' | 'mira' | 'made'>) {
  const { queries } = stores.database;
  const id = randomUUID();
  const keys = {
    original_key: seedOriginalKey(mira, id),
    display_key: seedKey(mira, id, 'display'),
    embed_key: seedKey(mira, id, 'embedding'),
  };
  for (const key of Object.values(keys)) await stores.blobs.put(key, Buffer.from(`picture ${key}`));
  await queries
    .insertInto('facebank_photos')
    .values({
      id,
      person_id: mira,
      sha256: 'c'.repeat(64),
      source: 'upload',
      created_by: 'tester',
      state: 'ready',
      ...keys,
    })
    .execute();
  const model = await queries
    .selectFrom('models')
    .select('id')
    .where('role', '=', 'embedder')
    .executeTakeFirstOrThrow();
  const turned = Float32Array.from(made.identities[0]?.centroid ?? [], (value, n) => (n % 2 === 0 ? value : -value));
  await queries
    .insertInto('photo_embeddings')
    .values({ photo_id: id, model_id: model.id, embedding: toReals(turned) })
    .execute();
  return { keys: Object.values(keys), vector: bytesOf(turned) };
}

/** Exports, logs, jobs, events, a broken run, folders of work. Gives the keys of the exports. */
async function leaveFiles(parts: ForgetParts, { runs, mira }: Pick<Traces, 'runs' | 'mira'>): Promise<string[]> {
  const { database, blobs, events, jobs, history, analysesFolder } = parts;
  const { queries } = database;
  const keys: string[] = [];
  for (const run of runs) {
    const { place, videoId } = await readDoneRun(queries, run);
    const id = randomUUID();
    const key = artifactKey('analytics', place, `exports/${id}.csv`);
    await blobs.put(key, Buffer.from('identity,name\n1,Mira\n'));
    await queries
      .insertInto('exports')
      .values({
        id,
        run_id: run,
        format: 'csv',
        options: toJson({}),
        state: 'done',
        requested_by: 'tester',
        blob_key: key,
      })
      .execute();
    keys.push(key);
    const line = { run_id: run, at: new Date(), level: 'warn' as const };
    await queries
      .insertInto('run_log')
      .values({ ...line, message: 'The photograph Mira/1.jpg was not used.' })
      .execute();
    await queries
      .insertInto('run_log')
      .values({ ...line, message: 'scan begins.' })
      .execute();
    const warnings = [{ code: 'cast.unsure', message: 'Person 2 may be Mira.', remedy: 'More photographs of Mira.' }];
    await queries
      .updateTable('runs')
      .set({ warnings: toJson(warnings) })
      .where('id', '=', run)
      .execute();
    const record = artifactKey('manifests', place, 'run.json');
    const before = await text((await blobs.get(record)).body);
    await blobs.put(record, Buffer.from(JSON.stringify({ ...JSON.parse(before), warnings })));
    await mkdir(analysesFolder, { recursive: true });
    await writeFile(path.join(analysesFolder, `${videoId}.laws.json`), 'Mira');
    for (const folder of [videoId, `${videoId}.cast/Mira`]) {
      await mkdir(path.join(analysesFolder, folder), { recursive: true });
      await writeFile(path.join(analysesFolder, folder, 'cast.json'), `Mira ${mira}`);
    }
  }
  const broken = await addRunningRun(queries, { show: 'rhobh' });
  await queries
    .updateTable('runs')
    .set({ state: 'failed', reason: 'There are no photographs of Mira.', finished_at: new Date() })
    .where('id', '=', broken.runId)
    .execute();
  const place = { show: 'rhobh', season: 1, episode: 1, run: broken.runId };
  const half = artifactKey('manifests', place, 'work/embed/1/faces.jsonl');
  await blobs.put(half, Buffer.from('{"vector": "AAAA"}'));
  await events.append(`episode:${EPISODE}`, {
    type: 'run-warning',
    episode: EPISODE,
    message: 'Mira cannot be recognised',
  });
  await events.append(`episode:${EPISODE}`, { type: 'episode-changed', episode: EPISODE });
  const entry = { operation: 'analyze', episode: EPISODE, outcome: 'failed' as const, endedAt: parts.clock.now() };
  await history.add('tester', { ...entry, job: 'one', reason: 'There are no photographs of Mira.' });
  await history.add('tester', { ...entry, job: 'two', reason: null });
  const { job } = await jobs.add(operations.embedPhotos, { photo: randomUUID(), person: mira });
  await jobs.cancel(job.id);
  return [...keys, half];
}

/** Seconds by subject: name, else the numbers of the identities. */
export async function secondsOf(parts: ForgetParts, run: string): Promise<Record<string, number>> {
  const { screenTime, subjects } = await measureRun(parts, await readDoneRun(parts.database.queries, run));
  return {
    ...Object.fromEntries(
      screenTime.identities.map(({ identity, seconds }) => {
        const subject = subjects.get(identity);
        return [subject?.name ?? String(subject?.identities), seconds];
      }),
    ),
    unattributed: screenTime.unattributed.seconds,
    visible: screenTime.faceVisible,
  };
}

/** Every file below a folder that holds one of some pieces of bytes, and which. */
export async function filesWith(folder: string, pieces: readonly (string | Buffer)[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const content = await readFile(file);
    for (const [index, piece] of pieces.entries()) {
      if (content.includes(piece) || (typeof piece === 'string' && file.includes(piece)))
        found.push(`${path.relative(folder, file)}: ${typeof piece === 'string' ? piece : `vector ${index}`}`);
    }
  }
  return found;
}
