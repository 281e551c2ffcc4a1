/** The one place where errors become what a client is told. */
import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { UserError } from '../../errors.ts';
import type { Failure } from '../contract/failure.ts';

type ErrorCode = TRPCError['code'];

/** By the last word of an error's code, unless the whole code is listed. */
const BY_CODE: Readonly<Record<string, ErrorCode>> = {
  'database.duplicate': 'CONFLICT',
  'database.broken-reference': 'CONFLICT',
  'database.conflict': 'CONFLICT',
  'database.unreachable': 'SERVICE_UNAVAILABLE',
  'database.refused': 'SERVICE_UNAVAILABLE',
  'database.unusable': 'SERVICE_UNAVAILABLE',
  'database.closed': 'SERVICE_UNAVAILABLE',
  'database.disk-full': 'SERVICE_UNAVAILABLE',
  'database.query-failed': 'INTERNAL_SERVER_ERROR',
  'redis.unreachable': 'SERVICE_UNAVAILABLE',
  'blobs.unavailable': 'SERVICE_UNAVAILABLE',
  'blobs.storage-full': 'SERVICE_UNAVAILABLE',
  'jobs.locked': 'CONFLICT',
  'review.no-target': 'CONFLICT',
  'review.locked': 'CONFLICT',
  'review.busy': 'CONFLICT',
  'review.no-edit': 'NOT_FOUND',
};
const BY_ENDING: Readonly<Record<string, ErrorCode>> = {
  'not-found': 'NOT_FOUND',
  'no-such-upload': 'NOT_FOUND',
  'no-such-account': 'NOT_FOUND',
  'no-such-key': 'NOT_FOUND',
  'email-taken': 'CONFLICT',
  'last-admin': 'CONFLICT',
  'role-too-high': 'FORBIDDEN',
  exists: 'CONFLICT',
  'wrong-state': 'CONFLICT',
  'changed-meanwhile': 'CONFLICT',
  forbidden: 'FORBIDDEN',
  unauthenticated: 'UNAUTHORIZED',
  'too-large': 'PAYLOAD_TOO_LARGE',
  'too-many': 'TOO_MANY_REQUESTS',
  'too-many-attempts': 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
};

/** How a {@link UserError} is answered; what is not listed was a bad request. */
function statusOf(code: string): ErrorCode {
  return BY_CODE[code] ?? BY_ENDING[code.slice(code.lastIndexOf('.') + 1)] ?? 'BAD_REQUEST';
}

/** The error with the status that its cause asks for. */
export function withStatus(error: TRPCError): TRPCError {
  const { cause } = error;
  if (!(cause instanceof UserError)) return error;
  return new TRPCError({ code: statusOf(cause.code), message: cause.message, cause });
}

/** What a client is told. Of a fault of the program it learns that there was one, and where to look. */
export function failureOf(error: TRPCError, requestId: string | null): Failure {
  const { cause } = error;
  const told = { retryable: false, fields: [], requestId };
  if (cause instanceof UserError) {
    return { ...told, code: cause.code, message: cause.message, retryable: cause.retryable };
  }
  if (error.code === 'BAD_REQUEST' && cause instanceof ZodError) {
    const fields = cause.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
    const named = fields.map(
      ({ field, message }) => `${field === '' ? '' : `${field}: `}${message.replace(/\.?$/, '.')}`,
    );
    return {
      ...told,
      code: 'request.invalid',
      message: `The request is not as it must be. ${named.join(' ')}`,
      fields,
    };
  }
  if (error.code === 'INTERNAL_SERVER_ERROR') {
    const where = requestId === null ? '' : ` under ${requestId}`;
    const message = `The server failed at this. Try again; if it stays, its log says why${where}.`;
    return { ...told, code: 'server.failed', message };
  }
  return { ...told, code: `request.${error.code.toLowerCase().replaceAll('_', '-')}`, message: error.message };
}
