/** Failures on their way through BullMQ, which keeps one text of an error: code, message and retryability as JSON. */
import { UnrecoverableError } from 'bullmq';
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import type { JobFailure } from './view.ts';

const stored = z.object({ code: z.string(), message: z.string(), retryable: z.boolean() });

export const CANCELLED = 'jobs.cancelled';
/** What BullMQ writes as the reason to fail a job that was begun too often by workers that vanished. */
const STALLED_TOO_OFTEN = 'job stalled more than allowable limit';

export function failureOf(error: unknown): JobFailure {
  if (error instanceof UserError) return { code: error.code, message: error.message, retryable: error.retryable };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'jobs.unexpected', message: `Unexpected: ${message}`, retryable: false };
}

export const encodeFailure = (failure: JobFailure): string => JSON.stringify(stored.parse(failure));

/** Also of what BullMQ itself wrote. */
export function decodeFailure(text: string): JobFailure {
  try {
    return stored.parse(JSON.parse(text));
  } catch {
    if (text === STALLED_TOO_OFTEN) return failureOf(workerDied());
    return { code: 'jobs.unexpected', message: text, retryable: false };
  }
}

/** What a run failed with, for BullMQ: it tries again, as often as the job may be tried, if that can help. */
export function triedError(failure: JobFailure, cause: unknown): Error {
  return failure.retryable ? withTrace(new Error(encodeFailure(failure)), cause) : finalError(failure, cause);
}

/** For BullMQ: fails the job for good. */
export function finalError(failure: JobFailure, cause?: unknown): UnrecoverableError {
  return withTrace(new UnrecoverableError(encodeFailure(failure)), cause);
}

function withTrace<E extends Error>(error: E, cause: unknown): E {
  if (cause instanceof Error && cause.stack) error.stack = cause.stack;
  return error;
}

export const errorOf = ({ code, message, retryable }: JobFailure): UserError =>
  new UserError(code, message, { retryable });

export function cancelled(by: string | undefined): UserError {
  const who = by === undefined ? '' : ` by ${by}`;
  return new UserError(CANCELLED, `Cancelled${who}. Retry it if it is wanted after all.`, { retryable: false });
}

function workerDied(): UserError {
  const message =
    'Its worker died or lost Redis three times while working on it. Look into the worker’s log for why, such as memory, before trying again.';
  return new UserError('jobs.worker-died', message, { retryable: true });
}

export function lockLost(): UserError {
  const message = 'This worker was out of touch for so long that another may have taken the job over.';
  return new UserError('jobs.lock-lost', message, { retryable: true });
}
