/** The HTTP side of the API: tRPC, REST, events, signed URLs, health. It listens nowhere by itself. */
import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import type { NodeListener } from '../../adapters/blobs/port.ts';
import type { QueueBoard } from '../../adapters/jobs/port.ts';
import { UserError } from '../../errors.ts';
import { appRouter } from '../api/app-router.ts';
import type { Actor, ApiContext } from '../api/context.ts';
import type { Services } from '../api/services.ts';
import type { ServerConfig } from '../config.ts';
import { isAllowedOrigin } from './allowed-origins.ts';
import { addApiReference } from './api-reference.ts';
import { addAuditDownload } from './audit-route.ts';
import { addBlobRoutes } from './blob-routes.ts';
import { addEpisodeEvents } from './episode-events-route.ts';
import { addExportDownloads } from './export-route.ts';
import { guardOrigin } from './guard-origin.ts';
import { addMetrics } from './metrics.ts';
import { mountAccounts } from './mount-accounts.ts';
import { addQueueBoard } from './queue-board.ts';
import { addRestRoutes } from './rest-routes.ts';
import { sendFailure } from './send-failure.ts';
import { addWebPages } from './web-pages.ts';

export interface AppOptions {
  readonly config: ServerConfig;
  readonly log: FastifyBaseLogger;
  readonly services: Services;
  /** Null: the storage answers its URLs itself. */
  readonly blobListener: NodeListener | null;
  readonly board: QueueBoard;
  readonly version: string;
  /** Where the built web client is, or would be. */
  readonly webFolder: string;
  /** Who is asking; null: nobody that is known. */
  readonly authenticate: (request: FastifyRequest) => Promise<Actor | null>;
}

/** Requests to the API are small; videos and photographs go to signed URLs. */
const BODY_LIMIT = 1024 * 1024;
/** Per address and minute. A page that is used fast makes a few hundred. */
const REQUESTS_PER_MINUTE = 1_200;

export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { config, services, blobListener, version, authenticate } = options;
  const app = fastify({
    loggerInstance: options.log,
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    trustProxy: 'loopback',
    logController: new LogController({
      disableRequestLogging: (request) => request.url === '/healthz' || request.url === '/metrics',
    }),
    routerOptions: { maxParamLength: 5_000 },
    forceCloseConnections: true,
  });
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.setErrorHandler((error, request, reply) => sendFailure(request, reply, error));
  app.setNotFoundHandler((request, reply) =>
    sendFailure(
      request,
      reply,
      new UserError(
        'request.not-found',
        `There is nothing at ${request.method} ${request.url.split('?')[0]}: /docs lists what there is.`,
      ),
    ),
  );
  await app.register(helmet, {
    // Pages of other origins show our pictures and videos; who may read the API's answers is for CORS to say.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    contentSecurityPolicy: { directives: contentPolicy(config) },
  });
  await app.register(cors, {
    origin: (origin, answer) => answer(null, origin !== undefined && isAllowedOrigin(origin, config)),
    credentials: true,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: ['ETag', 'Content-Range', 'Accept-Ranges', 'X-Request-Id', 'Retry-After'],
    maxAge: 600,
  });
  await app.register(rateLimit, { max: REQUESTS_PER_MINUTE, timeWindow: '1 minute' });

  guardOrigin(app, config);
  await addWebPages(app, options.webFolder);
  const contextOf = async (request: FastifyRequest): Promise<ApiContext> => ({
    actor: await authenticate(request),
    services,
    requestId: request.id,
  });
  addMetrics(app, services.jobs);
  app.get('/healthz', { config: { rateLimit: false } }, async (_, reply) => {
    const health = await services.health();
    return await reply
      .code(health.status === 'ok' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(health);
  });
  if (services.accounts) await app.register(mountAccounts(services.accounts));
  if (blobListener) addBlobRoutes(app, blobListener);
  await addQueueBoard(app, options);
  await addApiReference(app, { version, baseUrl: config.baseUrl ?? '/' });
  addEpisodeEvents(app, contextOf);
  addExportDownloads(app, contextOf);
  addAuditDownload(app, contextOf);
  addRestRoutes(app, contextOf);
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      createContext: ({ req }: { req: FastifyRequest }) => contextOf(req),
      onError({
        error,
        path,
        ctx,
      }: {
        error: Error & { code: string };
        path?: string | undefined;
        ctx?: ApiContext | undefined;
      }) {
        if (error.code !== 'INTERNAL_SERVER_ERROR') return;
        app.log.error({ err: error.cause ?? error, reqId: ctx?.requestId }, `${path ?? 'a call'} failed`);
      },
    },
  });
  return app;
}

function contentPolicy({ storage }: ServerConfig) {
  const media = ["'self'", 'blob:', 'data:'];
  if (storage.kind === 's3') media.push(storage.endpoint ?? `https://*.amazonaws.com`);
  return {
    defaultSrc: ["'self'"],
    imgSrc: media,
    mediaSrc: media,
    connectSrc: media,
    styleSrc: ["'self'", "'unsafe-inline'"],
    objectSrc: ["'none'"],
    frameAncestors: ["'none'"],
    upgradeInsecureRequests: null,
  };
}
