/** A worker: takes jobs from the queues and does them, in child processes. */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { JobHandler } from '../adapters/jobs/port.ts';
import { UserError } from '../errors.ts';
import { composeFrames, composeStills, composeTranscoder } from './compose.ts';
import type { Config, ServerConfig } from './config.ts';
import { makeExport } from './features/exports/make-export.ts';
import { publishRun } from './features/runs/publish/publish-run.ts';
import { makeProxy } from './features/videos/make-proxy.ts';
import { makeThumbnails } from './features/videos/make-thumbnails.ts';
import { createPhotoReader } from './jobs/analyze/read-photos.ts';
import { createJobLocks } from './jobs/bookkeeping/job-locks.ts';
import { autoGroupHandler } from './jobs/operations/auto-group.ts';
import { nameInAnalysis } from './jobs/operations/cast-folder.ts';
import { AUDIO_QUEUES, QUEUES } from './jobs/operations/definitions.ts';
import { embedPhotosHandler } from './jobs/operations/embed-photos.ts';
import { manualAssignHandler } from './jobs/operations/manual-assign.ts';
import { refreshSimilarityHandler } from './jobs/operations/refresh-similarity.ts';
import { refuseAudioHandlers } from './jobs/operations/refuse-audio.ts';
import { createRunHandlers } from './jobs/operations/run-handlers.ts';
import { createWorkSync, sharedDisk } from './jobs/operations/work-sync.ts';
import { forgetPersonHandler } from './jobs/privacy/forget-person.ts';
import { keepWorkFoldersSwept } from './jobs/privacy/sweep-work-folders.ts';
import type { Parts, PartsLog } from './open-parts.ts';
import { readEditLog } from './results/edit-log.ts';
import { readLaws } from './results/read-laws.ts';
import { readDoneRun } from './results/run-place.ts';

export interface RunningWorker {
  /** Takes no more jobs and gives back those that have not ended after `graceMs`. */
  close(options: { readonly graceMs: number }): Promise<void>;
}

/** More children than this wait for memory and disk rather than for cores. */
const MOST_CHILDREN = 4;

/** Where analyses keep what a later one can use. */
export const analysesFolderOf = ({ dataDirectory }: Pick<ServerConfig, 'dataDirectory'>): string =>
  path.join(dataDirectory, 'analyses');

/** @throws UserError `config.unknown-queue`. */
export async function startWorker(
  config: Config,
  parts: Parts,
  { queues, log }: { readonly queues: readonly string[]; readonly log: PartsLog },
): Promise<RunningWorker> {
  const { server } = config;
  const { database, blobs, events, clock, jobs, operations, files } = parts;
  const takeOverMs = server.jobs.takeOverSeconds * 1000;
  const handlers = createRunHandlers(operations, {
    database,
    blobs,
    events,
    clock,
    locks: createJobLocks({ redis: parts.redis, now: clock.now, keptMs: takeOverMs }),
    previews: parts.previews,
    lockPatienceMs: 2 * takeOverMs,
    videoFiles: files,
    sync: server.storage.kind === 'local' ? sharedDisk : createWorkSync(blobs),
    analysesFolder: analysesFolderOf(server),
    children: server.jobs.children ?? Math.min(availableParallelism(), MOST_CHILDREN),
    shareSeconds: server.jobs.shareSeconds,
    readLaws: (asked) => readLaws({ database, blobs, cache: parts.cache }, { ...asked, nameInAnalysis }),
    async publish({ runId, folder, signal }) {
      await publishRun({ database, blobs }, { runId, folder, signal });
      const run = await readDoneRun(database.queries, runId);
      const { seq } = await readEditLog({ database, blobs }, run.episodeId);
      // What people said about earlier runs counts in this one as well.
      if (seq > 0)
        await jobs.add(operations.manualAssign, { run: runId, episode: run.episodeId, seq }, { requestedBy: 'system' });
      await parts.analyses.tellDone(runId);
    },
  });
  const proxies: JobHandler = {
    definition: operations.makeProxy,
    async run(payload, { signal, report }) {
      const { video: videoId } = operations.makeProxy.payload.parse(payload);
      const [frames, transcoder] = await Promise.all([composeFrames(config), composeTranscoder(config)]);
      const workDirectory = path.join(server.dataDirectory, 'renditions');
      const onProgress = (done: number, total: number | null): void => report({ stage: 'encode', done, total });
      await makeProxy(
        { database, blobs, events, files, frames, transcoder, workDirectory },
        { videoId, signal, onProgress },
      );
      return null;
    },
  };
  const thumbnails: JobHandler = {
    definition: operations.makeThumbnails,
    async run(payload, { signal, report }) {
      const { video: videoId } = operations.makeThumbnails.payload.parse(payload);
      const [frames, stills] = await Promise.all([composeFrames(config), composeStills(config)]);
      const onProgress = (done: number, total: number | null): void => report({ stage: 'thumbnails', done, total });
      await makeThumbnails({ database, blobs, events, files, frames, stills }, { videoId, signal, onProgress });
      return null;
    },
  };
  const review = {
    database,
    blobs,
    events,
    jobs,
    readPhotos: createPhotoReader(config),
    workDirectory: path.join(server.dataDirectory, 'review'),
  };
  const reviewing = [
    embedPhotosHandler(operations, review),
    autoGroupHandler(operations, review),
    manualAssignHandler(operations, review),
    refreshSimilarityHandler(operations, review),
    forgetPersonHandler(operations, {
      ...{ database, blobs, events, clock, jobs },
      ...{ cache: parts.cache, history: parts.history, previews: parts.previews },
      analysesFolder: analysesFolderOf(server),
      programVersion: parts.version,
    }),
  ];
  const exports: JobHandler = {
    definition: operations.makeExport,
    async run(payload, { signal, report }) {
      const { export: exportId } = operations.makeExport.payload.parse(payload);
      const media = async () => {
        const [frames, transcoder] = await Promise.all([composeFrames(config), composeTranscoder(config)]);
        return { frames, transcoder };
      };
      const workDirectory = path.join(server.dataDirectory, 'exports');
      const onProgress = (done: number, total: number): void => report({ stage: 'export', done, total });
      await makeExport({ database, blobs, files, media, workDirectory }, { exportId, signal, onProgress });
      return null;
    },
  };
  const work = await jobs.work({
    handlers: [...handlers, proxies, thumbnails, exports, ...reviewing, ...refuseAudioHandlers],
    queues: Object.fromEntries(queues.map((name) => [knownQueue(name), server.jobs.concurrency])),
    onProblem: (err) => log.error({ err }, 'a worker has trouble'),
  });
  const stopSweeping = keepWorkFoldersSwept({ database, clock, analysesFolder: analysesFolderOf(server) }, (err) =>
    log.error({ err }, 'folders of analyses could not be looked through'),
  );
  log.info({ worker: work.name, queues }, 'the worker is ready');
  return {
    async close(options) {
      stopSweeping();
      await work.close(options);
    },
  };
}

function knownQueue(name: string): string {
  const known = [...QUEUES, ...AUDIO_QUEUES];
  if (known.includes(name)) return name;
  throw new UserError('config.unknown-queue', `There is no queue ${name}: choose from ${known.join(', ')}.`);
}
