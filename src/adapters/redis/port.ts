/**
 * Port: a Redis that BullMQ, locks, histories and event streams live on. Either a server, or one inside this process.
 *
 * Both give ioredis clients, so what uses the port is the same code on a laptop and on a production host.
 */
import type { Redis } from 'ioredis';

/** Something that works now and will hurt later, with its remedy. */
export interface RedisWarning {
  readonly code: 'redis.evicts' | 'redis.forgets' | 'redis.in-process';
  /** One line: what is wrong and what to do. */
  readonly message: string;
}

export interface RedisConnection {
  /** `memory`: keys live in this process and end with it; only this process sees them. */
  readonly kind: 'server' | 'memory';
  /** For people and logs: never contains a password. */
  readonly address: string;
  /** As found when it was opened. */
  readonly warnings: readonly RedisWarning[];
  /**
   * Shared by all who do not block: pass it to BullMQ as `connection` (workers duplicate it for themselves). While a
   * server is away, commands wait for it instead of failing. Do not subscribe, block or quit on it.
   */
  readonly client: Redis;
  /**
   * A connection of its own, for blocking reads and subscriptions.
   *
   * @param name shown by CLIENT LIST; no spaces.
   */
  connect(name: string): Redis;
  /**
   * Asks whether it answers now.
   *
   * @param timeoutMs how long to wait for the answer.
   * @returns milliseconds that the answer took.
   * @throws RedisError `redis.unreachable`.
   */
  check(timeoutMs: number): Promise<number>;
  /** Ends the shared client and what `connect` gave. Connections that BullMQ made are BullMQ's to close, before this. */
  close(): Promise<void>;
}
