/** How plain HTTP routes refuse: the status that the error asks for, and a body that says what to do. */
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { failureOf, withStatus } from '../api/failure-of.ts';

export async function sendFailure(request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<FastifyReply> {
  const told = withStatus(toTrpcError(error));
  if (told.code === 'INTERNAL_SERVER_ERROR') request.log.error({ err: told.cause ?? told }, 'a request failed');
  return await reply.code(getHTTPStatusCodeFromError(told)).send(failureOf(told, request.id));
}

function toTrpcError(error: unknown): TRPCError {
  if (error instanceof TRPCError) return error;
  if (error instanceof ZodError) return new TRPCError({ code: 'BAD_REQUEST', cause: error });
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  // Fastify's own refusals: a body that is too large, JSON that is none, too many requests.
  const code = statusCode === undefined ? undefined : BY_STATUS[statusCode];
  if (code !== undefined) return new TRPCError({ code, message: message ?? code });
  return new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error });
}

const BY_STATUS: Readonly<Record<number, TRPCError['code']>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
};
