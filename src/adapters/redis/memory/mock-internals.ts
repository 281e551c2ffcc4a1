/**
 * What this adapter uses of ioredis-mock beyond its public types, in one place: an update of the package is checked
 * against this list. The package's version is pinned.
 */
import type { EventEmitter } from 'node:events';
import type { RedisOptions } from 'ioredis';
import IoredisMock from 'ioredis-mock';
import { RedisError } from '../redis-error.ts';

/** Keys and values of one database. Reading purges an expired key; containers are copied one level deep. */
export interface MockData {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  has(key: string): boolean;
  delete(key: string): void;
  keys(): string[];
  clear(): void;
}

/** When keys expire, in milliseconds since 1970. */
export interface MockExpiries {
  get(key: string): number | undefined;
  set(key: string, at: number): void;
  has(key: string): boolean;
  delete(key: string): void;
  clear(): void;
}

export interface MockClient extends EventEmitter {
  readonly data: MockData;
  readonly expires: MockExpiries;
  readonly context: { readonly modifiedKeyEvents: EventEmitter };
  readonly options: RedisOptions;
  /** Keys of WATCH, and whether one of them was written to since. */
  readonly watching: Set<string>;
  dirty: boolean;
  connected: boolean;
  /** Whether it is subscribed to a channel. */
  readonly subscriberMode: boolean;
  /** Called by the constructor: puts the mock's commands onto the instance. */
  _initCommands(): void;
  /** Bound to the instance: what `modifiedKeyEvents` calls. */
  _signalModifiedKey(key: string): void;
  /** Ends subscriptions and emits `end`. */
  disconnect(): void;
}

/** @returns the class, typed as what it is inside. */
function mockClass(): new (options: RedisOptions) => MockClient {
  const mock = IoredisMock as unknown as { prototype: object } & (new (options: RedisOptions) => MockClient);
  for (const method of ['_initCommands', '_signalModifiedKey', 'disconnect']) {
    if (!(method in mock.prototype)) {
      const message = `ioredis-mock has no ${method} any more. Install the version that package.json names.`;
      throw new RedisError('redis.unsupported-runtime', message);
    }
  }
  return mock;
}

export const MockRedis = mockClass();
