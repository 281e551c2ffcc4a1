/** The API from its settings to a listening server. */
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { UserError } from '../errors.ts';
import { profiles } from '../pipeline/profiles.ts';
import { standardPreset } from '../pipeline/screen-time/presets.ts';
import type { Actor } from './api/context.ts';
import type { Services } from './api/services.ts';
import { createBackgroundWork } from './background-work.ts';
import { composeAccounts, composeFaceIndex, composeFrames, composeModels, composeQueueBoard } from './compose.ts';
import type { Config, ServerConfig } from './config.ts';
import type { Settings } from './contract/system.ts';
import { finishDeletions } from './features/episodes/delete-episode.ts';
import { keepIndex } from './features/faces/keep-index.ts';
import { measureStorage } from './features/system/measure-storage.ts';
import { showModels } from './features/system/show-models.ts';
import { queueProxies } from './features/videos/queue-proxies.ts';
import { startThumbnails } from './features/videos/start-thumbnails.ts';
import { createVideoChecks } from './features/videos/video-checks.ts';
import { readVideoRow, type VideoRow } from './features/videos/video-rows.ts';
import { isReachedFromHereOnly } from './http/allowed-origins.ts';
import { checkHealth } from './http/check-health.ts';
import { headersOf } from './http/mount-accounts.ts';
import { createPhotoFaceFinder } from './jobs/analyze/find-photo-faces.ts';
import { QUEUES } from './jobs/operations/definitions.ts';
import { keepHouse } from './keep-house.ts';
import { createLog } from './log.ts';
import { listeningUrl, openParts, type Parts } from './open-parts.ts';
import { programFolder } from './program-package.ts';
import { reconcileRuns } from './reconcile-runs.ts';
import { rememberBriefly } from './remember-briefly.ts';
import { analysesFolderOf, startWorker } from './start-worker.ts';

export interface RunningApi {
  readonly app: FastifyInstance;
  readonly services: Services;
  /** `http://127.0.0.1:8000` */
  readonly url: string;
  /** Refuses new requests, lets running ones end, closes everything. */
  close(): Promise<void>;
}

/** Who uses a server that only this machine can reach. */
const LOCAL_USER: Actor = { id: 'local', name: 'You', role: 'admin' };

/** @param withWorker whether this process also does the work. Where Redis is in the process, nobody else could. */
export async function startApi(config: Config, { withWorker }: { readonly withWorker: boolean }): Promise<RunningApi> {
  const { server } = config;
  const log = createLog(server.logLevel);
  const opening = openParts(config, log);
  opening.catch(() => {}); // Thrown below.
  // Takes as long to load as the database to open.
  const { createApp } = await import('./http/create-app.ts');
  const parts = await opening;
  const opened: (() => Promise<void> | void)[] = [() => parts.close()];
  const close = async (): Promise<void> => {
    for (const each of opened.splice(0).reverse()) await each();
  };
  try {
    const { database, blobs, events, clock, redis, files, jobs, operations, analyses, history } = parts;
    const faceIndex = await composeFaceIndex();
    opened.push(() => faceIndex.close());
    const photoFaces = createPhotoFaceFinder(config, clock);
    opened.push(() => photoFaces.close());
    const background = createBackgroundWork();
    opened.push(() => background.close());
    const accounts = isReachedFromHereOnly(server)
      ? null
      : await composeAccounts(server, {
          database,
          secret: parts.secret,
          baseUrl: server.baseUrl ?? listeningUrl(config),
        });
    const haveThumbnailsMade = (video: VideoRow): Promise<void> =>
      startThumbnails({ jobs, makeThumbnails: operations.makeThumbnails }, video);
    const services: Services = {
      health: () => checkHealth(parts),
      models: rememberBriefly(clock, async () => showModels(await composeModels(config))),
      storageUse: rememberBriefly(clock, () => measureStorage(blobs, server.dataDirectory)),
      settings: settingsOf(parts, server, accounts !== null),
      accounts,
      database,
      blobs,
      faceIndex,
      photoFaces,
      events,
      clock,
      jobs,
      operations,
      analyses,
      history,
      previews: parts.previews,
      reviewers: parts.reviewers,
      cache: parts.cache,
      analysesFolder: analysesFolderOf(server),
      background,
      videoChecks: createVideoChecks({
        services: { database, events, files, frames: () => composeFrames(config) },
        background,
        async onChecked(video) {
          await queueProxies(database.queries, { jobs, makeProxy: operations.makeProxy });
          const row = await readVideoRow(database.queries, video);
          if (row.state === 'ready') await haveThumbnailsMade(row);
        },
        onFault: (err, video) => log.error({ err, video }, 'a video could not be checked'),
      }),
      startThumbnails: haveThumbnailsMade,
      mayReadDisk: isReachedFromHereOnly(server),
    };
    opened.push(reconcileRuns(parts, log));
    if (withWorker || redis.kind === 'memory') {
      const worker = await startWorker(config, parts, { queues: QUEUES, log });
      opened.push(() => worker.close({ graceMs: 0 }));
    }
    const board = await composeQueueBoard(redis, QUEUES);
    opened.push(() => board.close());
    const app = await createApp({
      board,
      config: server,
      log,
      services,
      blobListener: parts.blobListener,
      version: parts.version,
      webFolder: path.join(programFolder(), 'dist', 'web'),
      authenticate: (request) => (accounts ? accounts.actorOf(headersOf(request)) : Promise.resolve(LOCAL_USER)),
    });
    opened.push(() => app.close());
    await listen(app, server);
    const finished = await finishDeletions(services);
    if (finished > 0) log.info({ episodes: finished }, 'deletions that had been interrupted are finished');
    await queueProxies(database.queries, { jobs, makeProxy: operations.makeProxy });
    opened.push(keepHouse(services, log));
    opened.push(
      keepIndex(services, (err) => log.error({ err }, 'faces could not be read for searching; it is tried again')),
    );
    return { app, services, url: listeningUrl(config), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function settingsOf({ redis, database, blobs, version }: Parts, { jobs }: ServerConfig, signsIn: boolean): Settings {
  const { name, version: presetVersion } = standardPreset;
  return {
    version,
    profiles: Object.keys(profiles),
    screenTimePreset: { name, version: presetVersion },
    queue: { kind: redis.kind, address: redis.address },
    database: { description: database.description },
    storage: blobs.description,
    timeLimits: { softSeconds: jobs.softLimitSeconds, hardSeconds: jobs.hardLimitSeconds },
    signsIn,
  };
}

async function listen(app: FastifyInstance, { host, port }: ServerConfig): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new UserError(
        'config.port-in-use',
        `Port ${port} is in use: end the program that uses it, or set PORT to another number.`,
        { cause: error },
      );
    }
    if (code === 'EACCES') {
      throw new UserError(
        'config.port-denied',
        `Port ${port} may not be used without special rights: set PORT to a number above 1023.`,
        { cause: error },
      );
    }
    throw error;
  }
}
