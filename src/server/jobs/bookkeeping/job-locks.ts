/**
 * One job of an operation per episode at a time, over all processes that share a Redis.
 *
 * A lock is the hash `screenalytics:job_lock:{episode}:{operation}` with the fields `holder` and `heartbeat`. It expires
 * unless its holder renews it, so it never outlives a killed process; a holder that could not renew it in time is told
 * so before another can take it.
 */
import type { RedisConnection } from '../../../adapters/redis/port.ts';
import { UserError } from '../../../errors.ts';

export interface LockedWork {
  /** `rhobh-s05e17` */
  readonly episode: string;
  /** `analyze`, `cluster` … */
  readonly operation: string;
}

export interface HeldLock {
  /** Aborted when the lock could not be renewed: the work has to stop at once, somebody else may begin it. */
  readonly lost: AbortSignal;
  /** Gives the lock back; nothing happens when it is lost already. */
  release(): Promise<void>;
}

export interface JobLocks {
  /** @throws UserError `jobs.locked` naming the holder. */
  take(work: LockedWork, holder: string): Promise<HeldLock>;
  /** Who holds the lock, null when nobody does. */
  holderOf(work: LockedWork): Promise<LockHolder | null>;
}

export interface LockHolder {
  readonly holder: string;
  /** Milliseconds since 1970 by the holder's clock: when it last renewed the lock. */
  readonly heartbeat: number;
}

export interface JobLockOptions {
  readonly redis: Pick<RedisConnection, 'client'>;
  readonly now: () => number;
  /** A lock that is not renewed for this long is free. Default 30 s. */
  readonly keptMs?: number;
}

const TAKE = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], 'holder', ARGV[1], 'heartbeat', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`;
const RENEW = `
if redis.call('HGET', KEYS[1], 'holder') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'heartbeat', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`;
const RELEASE = `
if redis.call('HGET', KEYS[1], 'holder') ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`;

const keyOf = ({ episode, operation }: LockedWork): string => `screenalytics:job_lock:${episode}:${operation}`;

export function createJobLocks({ redis, now, keptMs = 30_000 }: JobLockOptions): JobLocks {
  const { client } = redis;
  const run = (script: string, work: LockedWork, holder: string): Promise<unknown> =>
    client.eval(script, 1, keyOf(work), holder, now(), keptMs);

  async function holderOf(work: LockedWork): Promise<LockHolder | null> {
    const { holder, heartbeat } = await client.hgetall(keyOf(work));
    return holder === undefined ? null : { holder, heartbeat: Number(heartbeat) };
  }

  return {
    holderOf,
    async take(work, holder) {
      if ((await run(TAKE, work, holder)) !== 1) throw locked(work, await holderOf(work), now());
      return keepAlive({ keptMs, renew: () => run(RENEW, work, holder), release: () => run(RELEASE, work, holder) });
    },
  };
}

interface Lifeline {
  readonly keptMs: number;
  readonly renew: () => Promise<unknown>;
  readonly release: () => Promise<unknown>;
}

function keepAlive({ keptMs, renew, release }: Lifeline): HeldLock {
  const lost = new AbortController();
  let renewedAt = performance.now();
  const stop = (): void => clearInterval(timer);
  const lose = (): void => {
    stop();
    lost.abort(new UserError('jobs.lock-lost', 'The lock of this job was lost; it is stopped.', { retryable: true }));
  };
  const beat = async (): Promise<void> => {
    const asked = performance.now();
    // A Redis that is away may come back; it has as long as the lock lives, less one beat to stop the work in.
    const late = asked - renewedAt > (2 / 3) * keptMs;
    const answer = late ? null : await renew().catch(() => null);
    if (answer === 1) renewedAt = asked;
    else if (late || answer === 0) lose();
  };
  const timer = setInterval(() => void beat(), keptMs / 3);
  timer.unref();
  return {
    lost: lost.signal,
    async release() {
      stop();
      await release();
    },
  };
}

function locked({ episode, operation }: LockedWork, current: LockHolder | null, now: number): UserError {
  const who = current
    ? ` by ${current.holder}, last heard of ${Math.max(0, Math.round((now - current.heartbeat) / 1000))} s ago`
    : '';
  const message = `${operation} is already running for ${episode}${who}: wait for it, or cancel it first.`;
  return new UserError('jobs.locked', message, { retryable: true });
}
