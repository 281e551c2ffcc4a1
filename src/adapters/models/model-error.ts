/** The errors of the models port. */
import { UserError } from '../../errors.ts';

export type ModelErrorCode =
  | 'models.unknown-pack'
  | 'models.offline'
  | 'models.download-failed'
  | 'models.wrong-hash'
  | 'models.missing-file'
  | 'models.bad-descriptor'
  | 'models.unwritable-cache'
  | 'models.disk-full';

/** A model cannot be had or cannot be trusted; the message names the remedy. */
export class ModelError extends UserError {
  override readonly name = 'ModelError';

  constructor(code: ModelErrorCode, message: string, options: { cause?: unknown; retryable?: boolean } = {}) {
    super(code, message, options);
  }
}

/**
 * The code of a failed system call or request such as `ENOSPC`, looked up through the chain of causes (fetch hides
 * it one level down); undefined when there is none.
 */
export function systemErrorCode(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
  }
  return undefined;
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ETIMEDOUT',
  'ERR_SOCKET_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'ENOTCACHED',
]);

/** Whether the error says that no connection came about, as opposed to one that broke or was answered badly. */
export const isUnreachable = (error: unknown): boolean => UNREACHABLE.has(systemErrorCode(error) ?? '');
