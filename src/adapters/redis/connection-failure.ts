/** What went wrong between us and a Redis server, in one line with the remedy. */
import { RedisError } from './redis-error.ts';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection is refused',
  ECONNRESET: 'the connection broke',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host name cannot be looked up now',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'there is no answer',
};

export function unreachable(address: string, reason: string, cause?: unknown): RedisError {
  const message = `Redis at ${address} cannot be reached: ${reason}. Start it or correct REDIS_URL; without REDIS_URL an in-memory Redis is used.`;
  return new RedisError('redis.unreachable', message, { cause, retryable: true });
}

export function describeFailure(error: unknown, address: string): RedisError {
  if (error instanceof RedisError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (/^(NOAUTH|WRONGPASS|NOPERM)|invalid password|without any password/i.test(message)) {
    const remedy = 'Put user and password into REDIS_URL: redis://user:password@host:6379.';
    return new RedisError('redis.denied', `Redis at ${address} denies access. ${remedy}`, { cause: error });
  }
  return unreachable(address, REASONS[code ?? ''] ?? message.split('\n')[0]!.replace(/\.$/, ''), error);
}
