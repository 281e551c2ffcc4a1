/** The errors of the Redis port. */
import { UserError } from '../../errors.ts';

export type RedisErrorCode =
  | 'redis.bad-url'
  | 'redis.unreachable'
  | 'redis.denied'
  | 'redis.too-old'
  | 'redis.unsupported-runtime';

/** Redis cannot be used; the message names the remedy. */
export class RedisError extends UserError {
  override readonly name = 'RedisError';

  constructor(code: RedisErrorCode, message: string, options: { cause?: unknown; retryable?: boolean } = {}) {
    super(code, message, options);
  }
}
