/** Errors across a process border. */
import { UserError } from '../../../errors.ts';
import type { Failure } from './messages.ts';

export function toFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  const user = error instanceof UserError ? { code: error.code, retryable: error.retryable } : undefined;
  return { name, message, ...(stack && { stack }), ...(user && { user }) };
}

/** The error as it was in the child: a {@link UserError} stays one. */
export function fromFailure({ name, message, stack, user }: Failure): Error {
  if (user) return new UserError(user.code, message, { retryable: user.retryable });
  const error = new Error(message);
  error.name = name;
  if (stack) error.stack = stack;
  return error;
}
