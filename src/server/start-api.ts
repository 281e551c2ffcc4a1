/** The API from its settings to a listening server. */
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { UserError } from '../errors.ts';
import type { Actor } from './api/context.ts';
import type { Services } from './api/services.ts';
import { createBackgroundWork } from './background-work.ts';
import { composeBlobs, composeClock, composeDatabase, composeEvents, composeFrames, composeRedis } from './compose.ts';
import type { Config, ServerConfig } from './config.ts';
import { finishDeletions } from './features/episodes/delete-episode.ts';
import { createVideoChecks } from './features/videos/video-checks.ts';
import { isReachedFromHereOnly, listensOnLoopback } from './http/allowed-origins.ts';
import { createApp } from './http/create-app.ts';
import { createVideoFiles } from './jobs/video-files.ts';
import { keepHouse } from './keep-house.ts';
import { programVersion } from './program-version.ts';
import { keptSecret } from './secret.ts';

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

/** @throws UserError when a part cannot be used. */
export async function startApi(config: Config): Promise<RunningApi> {
  const { server } = config;
  refuseOpenDoor(server);
  const opened: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    // In the reverse order of opening: what is used is closed after its users.
    for (const each of opened.splice(0).reverse()) await each();
  };
  try {
    const url = `http://${server.host.includes(':') ? `[${server.host}]` : server.host}:${server.port}`;
    const log: { app: FastifyInstance | null } = { app: null };
    const redis = await composeRedis(server, {
      onLost: (error) => log.app?.log.error({ err: error }, 'the connection to Redis is lost'),
      onBack: () => log.app?.log.info('Redis is back'),
    });
    opened.push(() => redis.close());
    const secret = server.secret ?? (await keptSecret(server.dataDirectory));
    const blobs = await composeBlobs(server, {
      secret,
      baseUrl: `${server.baseUrl ?? url}/blobs`,
      onFault: (error) => log.app?.log.error({ err: error }, 'the storage failed'),
    });
    opened.push(() => blobs.close());
    const database = await composeDatabase(server);
    opened.push(() => database.close());
    const events = await composeEvents(redis);
    opened.push(() => events.close());
    const background = createBackgroundWork();
    opened.push(() => background.close());
    const files = createVideoFiles({ blobs: blobs.store, directory: path.join(server.dataDirectory, 'videos') });
    const services: Services = {
      database,
      blobs: blobs.store,
      events,
      clock: await composeClock(),
      background,
      videoChecks: createVideoChecks({
        services: { database, events, files, frames: () => composeFrames(config) },
        background,
        onFault: (err, video) => log.app?.log.error({ err, video }, 'a video could not be checked'),
      }),
      mayReadDisk: isReachedFromHereOnly(server),
    };
    const app = await createApp({
      config: server,
      services,
      redis,
      blobListener: blobs.listener,
      version: programVersion(),
      authenticate: () => Promise.resolve(LOCAL_USER),
    });
    log.app = app;
    opened.push(() => app.close());
    await listen(app, server);
    for (const { message } of redis.warnings) app.log.warn(message);
    const finished = await finishDeletions(services);
    if (finished > 0) app.log.info({ episodes: finished }, 'deletions that had been interrupted are finished');
    opened.push(keepHouse(services, app.log));
    return { app, services, url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Without accounts, whoever reaches the server may do everything: then only this machine may reach it. */
function refuseOpenDoor(server: ServerConfig): void {
  if (listensOnLoopback(server)) return;
  throw new UserError(
    'config.open-door',
    `SCREENALYTICS_HOST is ${server.host}, which other machines can reach, and nobody has to sign in: use 127.0.0.1, with a web server that asks for a password in front of it if need be.`,
  );
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
