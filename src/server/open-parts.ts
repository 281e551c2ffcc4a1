/** The parts that the API and a worker have in common, opened in order and closed in reverse. */
import path from 'node:path';
import type { BlobStore, NodeListener } from '../adapters/blobs/port.ts';
import type { Clock } from '../adapters/clock/port.ts';
import type { Database } from '../adapters/database/port.ts';
import type { EventLog } from '../adapters/events/port.ts';
import type { Jobs } from '../adapters/jobs/port.ts';
import type { RedisConnection } from '../adapters/redis/port.ts';
import { composeBlobs, composeClock, composeDatabase, composeEvents, composeJobs, composeRedis } from './compose.ts';
import type { Config } from './config.ts';
import { createJobHistory, type JobHistory } from './jobs/bookkeeping/job-history.ts';
import { createReviewers, type Reviewers } from './jobs/bookkeeping/reviewers.ts';
import { createRunPreviews, type RunPreviews } from './jobs/bookkeeping/run-previews.ts';
import { type Analyses, createAnalyses } from './jobs/operations/analyses.ts';
import { audioOperations, createOperations, type Operations } from './jobs/operations/definitions.ts';
import { createVideoFiles, type VideoFiles } from './jobs/video-files.ts';
import { programVersion } from './program-package.ts';
import { createResultCache, type ResultCache } from './results/result-cache.ts';
import { keptSecret } from './secret.ts';

/** What the parts tell while they work. */
export interface PartsLog {
  info(about: object, message: string): void;
  warn(about: object, message: string): void;
  error(about: object, message: string): void;
}

export interface Parts {
  readonly redis: RedisConnection;
  readonly database: Database;
  readonly blobs: BlobStore;
  /** Null: the storage answers its URLs itself. */
  readonly blobListener: NodeListener | null;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly jobs: Jobs;
  readonly operations: Operations;
  readonly analyses: Analyses;
  readonly history: JobHistory;
  readonly previews: RunPreviews;
  readonly reviewers: Reviewers;
  readonly cache: ResultCache;
  readonly files: VideoFiles;
  readonly version: string;
  /** Signs URLs and sessions. */
  readonly secret: string;
  close(): Promise<void>;
}

/** Where the API answers by itself. */
export function listeningUrl({ server: { host, port } }: Config): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** A failure that is thrown where the opened part is waited for. */
const thrownLater = (): void => {};

/** @throws UserError when a part cannot be used; what was opened before is closed. */
export async function openParts(config: Config, log: PartsLog): Promise<Parts> {
  const { server } = config;
  const opened: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    // In the reverse order of opening: what is used is closed after its users.
    for (const each of opened.splice(0).reverse()) await each();
  };
  // Begun first: the embedded database opens on a thread of its own, while this one loads the other parts.
  const opening = composeDatabase(server);
  opening.catch(thrownLater);
  opened.push(() => opening.then((database) => database.close(), thrownLater));
  try {
    const redis = await composeRedis(server, {
      onLost: (err) => log.error({ err }, 'the connection to Redis is lost'),
      onBack: () => log.info({}, 'Redis is back'),
    });
    opened.push(() => redis.close());
    for (const { code, message } of redis.warnings) log.warn({ code }, message);
    const secret = server.secret ?? (await keptSecret(server.dataDirectory));
    const blobs = await composeBlobs(server, {
      secret,
      baseUrl: `${server.baseUrl ?? listeningUrl(config)}/blobs`,
      onFault: (err) => log.error({ err }, 'the storage failed'),
    });
    opened.push(() => blobs.close());
    const events = await composeEvents(redis);
    opened.push(() => events.close());
    const operations = createOperations(server.jobs);
    const jobs = await composeJobs(server, redis, [...Object.values(operations), ...audioOperations]);
    opened.push(() => jobs.close());
    const clock = await composeClock();
    // Waited for last: until here, there was something to load beside it.
    const database = await opening;
    const history = createJobHistory(redis, clock.now);
    const previews = createRunPreviews(redis);
    const reviewers = createReviewers(redis, clock.now);
    const cache = createResultCache();
    const version = programVersion();
    const stores = { database, events, clock };
    const analyses = createAnalyses({ ...stores, jobs, operations, history, programVersion: version });
    const files = createVideoFiles({ blobs: blobs.store, directory: path.join(server.dataDirectory, 'videos') });
    const kept = { redis, database, blobs: blobs.store, blobListener: blobs.listener, events, clock, version, secret };
    return { ...kept, jobs, operations, analyses, history, previews, reviewers, cache, files, close };
  } catch (error) {
    await close();
    throw error;
  }
}
