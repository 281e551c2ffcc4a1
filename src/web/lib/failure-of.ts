/** What to tell a person about a request that failed. */
import { TRPCClientError } from '@trpc/client';
import type { Failure } from '../../server/contract/failure.ts';

export interface ShownFailure {
  /** `network` when no answer came. */
  readonly code: string;
  /** What is wrong and what to do. */
  readonly message: string;
  readonly retryable: boolean;
  readonly fields: Failure['fields'];
  readonly requestId: string | null;
}

export function failureOf(error: unknown): ShownFailure {
  if (error instanceof TRPCClientError) {
    const failure = (error.data as { failure?: Failure } | null | undefined)?.failure;
    if (failure) return failure;
  }
  if (error instanceof TypeError || error instanceof TRPCClientError) return noAnswer();
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'page.fault', message, retryable: false, fields: [], requestId: null };
}

const noAnswer = (): ShownFailure => ({
  code: 'network',
  message: 'The server does not answer. Check that it runs and that you are connected, then try again.',
  retryable: true,
  fields: [],
  requestId: null,
});
