/** The only file that names implementations of ports: who needs one asks here. */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Accounts } from '../adapters/accounts/port.ts';
import type { BlobStore, NodeListener } from '../adapters/blobs/port.ts';
import type { Clock } from '../adapters/clock/port.ts';
import type { Database } from '../adapters/database/port.ts';
import type { EventLog } from '../adapters/events/port.ts';
import type { FaceIndex } from '../adapters/face-index/port.ts';
import { createFfmpegFrameSource } from '../adapters/frames/ffmpeg-frame-source.ts';
import { createFfmpegStills } from '../adapters/frames/ffmpeg-stills.ts';
import { createFfmpegTranscoder } from '../adapters/frames/ffmpeg-transcoder.ts';
import { ffmpegBinaries, findFfmpeg } from '../adapters/frames/locate-ffmpeg.ts';
import type { FrameSource, VideoStills, VideoTranscoder } from '../adapters/frames/port.ts';
import type { InferenceEngine } from '../adapters/inference/port.ts';
import type { JobDefinition, Jobs, QueueBoard } from '../adapters/jobs/port.ts';
import type { ModelRegistry } from '../adapters/models/port.ts';
import type { RedisConnection } from '../adapters/redis/port.ts';
import type { Config, ServerConfig } from './config.ts';

const findPrograms = ({ ffmpeg, ffprobe }: Config) =>
  findFfmpeg({ ...(ffmpeg && { ffmpeg }), ...(ffprobe && { ffprobe }) });

/**
 * @param foundPrograms what another process of this run has found (`FrameSource.foundPrograms`); absent: looks itself.
 * @throws UserError `video.decoder-missing` where no ffmpeg runs.
 */
export async function composeFrames(config: Config, foundPrograms?: unknown): Promise<FrameSource> {
  return createFfmpegFrameSource(
    foundPrograms === undefined ? await findPrograms(config) : ffmpegBinaries.parse(foundPrograms),
  );
}

/** @throws UserError `video.decoder-missing` where no ffmpeg runs. */
export async function composeTranscoder(config: Config): Promise<VideoTranscoder> {
  return createFfmpegTranscoder(await findPrograms(config));
}

/** @throws UserError `video.decoder-missing` where no ffmpeg runs. */
export async function composeStills(config: Config): Promise<VideoStills> {
  return createFfmpegStills(await findPrograms(config));
}

/** Loaded when asked for: stage children never need the registry, and what it fetches with takes long to load. */
export async function composeModels(config: Config): Promise<ModelRegistry> {
  const [{ createModelRegistry }, { readNpmSettings }, { defaultModelsDirectory }] = await Promise.all([
    import('../adapters/models/registry.ts'),
    import('../adapters/models/npm-settings.ts'),
    import('../adapters/models/models-directory.ts'),
  ]);
  const { environment: env, home, modelsDirectory, zooBaseUrl } = config;
  return createModelRegistry({
    directory: modelsDirectory ?? defaultModelsDirectory(env),
    npm: await readNpmSettings({ env, directory: process.cwd(), home }),
    ...(zooBaseUrl && { zooBaseUrl }),
  });
}

/** Loaded when asked for: whoever starts stage children has no use for the runtime. */
export async function composeInference(): Promise<InferenceEngine> {
  return (await import('../adapters/inference/onnx.ts')).createOnnxEngine();
}

export interface RedisListeners {
  readonly onLost: (error: Error) => void;
  readonly onBack: () => void;
}

const DAY_MS = 86_400_000;

/** @throws UserError `redis.…` when the server of REDIS_URL cannot be used. */
export async function composeRedis({ redisUrl }: ServerConfig, listeners: RedisListeners): Promise<RedisConnection> {
  if (redisUrl === null) return (await import('../adapters/redis/memory-redis.ts')).openMemoryRedis();
  return (await import('../adapters/redis/server-redis.ts')).openServerRedis({ url: redisUrl, ...listeners });
}

/** @throws DatabaseError when it cannot be used. */
export async function composeDatabase({ databaseUrl, dataDirectory }: ServerConfig): Promise<Database> {
  if (databaseUrl !== null)
    return (await import('../adapters/database/pg-database.ts')).openPgDatabase({ url: databaseUrl });
  const folder = path.join(dataDirectory, 'database');
  return (await import('../adapters/database/pglite-database.ts')).openPgliteDatabase({ folder });
}

export interface ComposedBlobs {
  readonly store: BlobStore;
  /** Answers signed URLs of the local store; null where the storage does so itself. */
  readonly listener: NodeListener | null;
  close(): void;
}

export interface BlobSigning {
  readonly secret: string;
  /** Where `listener` is reached. */
  readonly baseUrl: string;
  /** Told of failures that are nobody's fault but ours. */
  readonly onFault: (error: unknown) => void;
}

export async function composeBlobs(
  { storage, dataDirectory }: ServerConfig,
  signing: BlobSigning,
): Promise<ComposedBlobs> {
  if (storage.kind === 's3') {
    const { createS3BlobStore } = await import('../adapters/blobs/s3-blob-store.ts');
    const { bucket, region, endpoint } = storage;
    const store = createS3BlobStore({ bucket, region, ...(endpoint !== null && { endpoint }) });
    return { store, listener: null, close: () => store.close() };
  }
  const [{ createLocalBlobStore }, { createLocalBlobHandler }, { toNodeListener }] = await Promise.all([
    import('../adapters/blobs/local-blob-store.ts'),
    import('../adapters/blobs/local-request-handler.ts'),
    import('../adapters/blobs/node-listener.ts'),
  ]);
  const store = createLocalBlobStore({ root: path.join(dataDirectory, 'blobs'), fs, ...signing });
  return { store, listener: toNodeListener(createLocalBlobHandler(store, signing)), close: () => {} };
}

export async function composeEvents(redis: RedisConnection): Promise<EventLog> {
  const { createRedisEvents } = await import('../adapters/events/redis-events.ts');
  return createRedisEvents({ client: redis.client, connect: redis.connect, processId: randomUUID() });
}

export async function composeJobs(
  { jobs }: ServerConfig,
  redis: RedisConnection,
  definitions: readonly JobDefinition[],
): Promise<Jobs> {
  const { createBullJobs } = await import('../adapters/jobs/bull-jobs.ts');
  // Inside one process no worker dies alone, and a laptop that slept is not a worker that died.
  const takeOverMs = redis.kind === 'memory' ? DAY_MS : jobs.takeOverSeconds * 1000;
  return createBullJobs({ client: redis.client, connect: redis.connect, definitions, takeOverMs });
}

export async function composeQueueBoard(redis: RedisConnection, queues: readonly string[]): Promise<QueueBoard> {
  const { createQueueBoard } = await import('../adapters/jobs/queue-board.ts');
  return createQueueBoard({ client: redis.client, queues, path: '/admin/queues' });
}

/** @throws AccountsError `accounts.weak-secret`. */
export async function composeAccounts(
  { uiOrigins }: ServerConfig,
  parts: { readonly database: Database; readonly secret: string; readonly baseUrl: string },
): Promise<Accounts> {
  const { openAccounts } = await import('../adapters/accounts/better-auth-accounts.ts');
  return openAccounts({ ...parts, trustedOrigins: uiOrigins });
}

export async function composeFaceIndex(): Promise<FaceIndex> {
  return (await import('../adapters/face-index/thread-face-index.ts')).createThreadFaceIndex();
}

export async function composeClock(): Promise<Clock> {
  return (await import('../adapters/clock/system-clock.ts')).createSystemClock();
}
