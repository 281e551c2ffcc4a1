/**
 * The REST paths that procedures name in `meta.openapi`, for clients that do not speak tRPC. A route calls its procedure: same
 * checks, same rights, same failures.
 */
import { TRPCError } from '@trpc/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { appRouter } from '../api/app-router.ts';
import type { ApiContext } from '../api/context.ts';
import { listProcedures } from '../api/list-procedures.ts';
import { createCallerFactory } from '../api/procedures.ts';
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

/** Paths and queries are text. Where the procedure wants a number, a truth value or a list, the text is read as one. */
function textReader(input: z.ZodType | null): (values: object) => object {
  const shape = input instanceof z.ZodObject ? (input.shape as Readonly<Record<string, z.ZodType>>) : {};
  const kinds = new Map(Object.entries(shape).map(([name, type]) => [name, kindOf(type)]));
  return (values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, readValue(kinds.get(name), value)]));
}

type Kind = 'number' | 'boolean' | 'array' | 'other';

function kindOf(type: z.ZodType): Kind {
  if (type instanceof z.ZodOptional || type instanceof z.ZodNullable || type instanceof z.ZodDefault) {
    return kindOf(type.unwrap() as z.ZodType);
  }
  if (type instanceof z.ZodNumber) return 'number';
  if (type instanceof z.ZodBoolean) return 'boolean';
  return type instanceof z.ZodArray ? 'array' : 'other';
}

/** What cannot be read stays text: the procedure says then what is wrong with it. */
function readValue(kind: Kind | undefined, value: unknown): unknown {
  if (kind === 'array') return Array.isArray(value) ? value : [value];
  if (typeof value !== 'string') return value;
  if (kind === 'number' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  if (kind === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}
