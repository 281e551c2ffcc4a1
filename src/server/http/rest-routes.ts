/**
 * The REST paths that procedures name in `meta.openapi`, for clients that do not speak tRPC. A route calls its procedure: same
 * checks, same rights, same failures.
 */
import { TRPCError } from '@trpc/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { appRouter } from '../api/app-router.ts';
import type { ApiContext } from '../api/context.ts';
import { listProcedures } from '../api/list-procedures.ts';
import { createCallerFactory } from '../api/procedures.ts';
import { textReader } from './read-text.ts';
import { sendFailure } from './send-failure.ts';

type ContextOf = (request: FastifyRequest) => Promise<ApiContext>;

type Procedure = (input: unknown) => Promise<unknown>;

export function addRestRoutes(app: FastifyInstance, contextOf: ContextOf): void {
  const createCaller = createCallerFactory(appRouter);
  for (const { path, meta, input } of listProcedures(appRouter)) {
    const { openapi } = meta;
    if (!openapi) continue;
    const readText = textReader(input);
    app.route({
      method: openapi.method,
      url: openapi.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      handler: async (request, reply) => {
        const { params, query, body } = request as { params: object; query: object; body: unknown };
        const sent = request.method === 'GET' || request.method === 'DELETE' ? query : body;
        try {
          if (sent !== undefined && sent !== null && (typeof sent !== 'object' || Array.isArray(sent))) {
            throw new TRPCError({ code: 'BAD_REQUEST', message: 'Send a JSON object.' });
          }
          const caller = createCaller(await contextOf(request));
          const procedure = path
            .split('.')
            .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], caller);
          const values = sent === body ? { ...(body ?? {}), ...readText(params) } : readText({ ...query, ...params });
          return await (procedure as Procedure)(values);
        } catch (error) {
          return await sendFailure(request, reply, error);
        }
      },
    });
  }
}
