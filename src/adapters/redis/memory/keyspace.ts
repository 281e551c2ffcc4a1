/** The keys of the in-memory Redis: typed values over ioredis-mock's data, its expiry and its WATCH signals. */
import type { Bytes } from './bytes.ts';
import type { MockData, MockExpiries } from './mock-internals.ts';
import { wrongType } from './reply.ts';
import { SortedSet } from './sorted-set.ts';
import { StreamLog } from './stream-log.ts';

interface Containers {
  list: Bytes[];
  hash: Map<Bytes, Bytes>;
  set: Set<Bytes>;
  zset: SortedSet;
  stream: StreamLog;
}

type ContainerKind = keyof Containers;

/**
 * What lies in the mock's data for every kind but strings. The mock copies what it is asked for one level deep, so the
 * box is copied and the container inside is shared: an access costs the same however much is in it.
 */
interface Box<Kind extends ContainerKind = ContainerKind> {
  readonly kind: Kind;
  readonly value: Containers[Kind];
}

const EMPTY: { readonly [Kind in ContainerKind]: () => Containers[Kind] } = {
  list: () => [],
  hash: () => new Map(),
  set: () => new Set(),
  zset: () => new SortedSet(),
  stream: () => new StreamLog(),
};

export class Keyspace {
  readonly #data: MockData;
  readonly #expiries: MockExpiries;
  readonly #onWrite: (key: Bytes) => void;
  readonly #onExpiry: (key: Bytes, at: number) => void;

  /**
   * @param on `write` is told after each write to a key, `expiry` when a key gets a time to expire at.
   */
  constructor(
    data: MockData,
    expiries: MockExpiries,
    on: { write(key: Bytes): void; expiry(key: Bytes, at: number): void },
  ) {
    this.#data = data;
    this.#expiries = expiries;
    this.#onWrite = on.write;
    this.#onExpiry = on.expiry;
  }

  /** Also removes it if it has expired. */
  has(key: Bytes): boolean {
    return this.#data.has(key);
  }

  /** Every key that has not expired. */
  all(): Bytes[] {
    return this.#data.keys();
  }

  kind(key: Bytes): ContainerKind | 'string' | 'none' {
    const value = this.#data.get(key);
    if (value === undefined) return 'none';
    return typeof value === 'string' ? 'string' : (value as Box).kind;
  }

  /** @throws ReplyError when the key holds another kind. */
  text(key: Bytes): Bytes | undefined {
    const value = this.#data.get(key);
    if (value !== undefined && typeof value !== 'string') throw wrongType();
    return value;
  }

  /** Replaces whatever the key holds; its expiry stays. */
  setText(key: Bytes, value: Bytes): void {
    // An expired key that nobody has looked at would otherwise take the new value along.
    this.#data.has(key);
    this.#data.set(key, value);
    this.#onWrite(key);
  }

  /**
   * The container as it is: only `change` may write to it.
   *
   * @throws ReplyError when the key holds another kind.
   */
  read<Kind extends ContainerKind>(key: Bytes, kind: Kind): Readonly<Containers[Kind]> | undefined {
    return this.#container(key, kind);
  }

  /** As `read`, and an empty container where there is no such key. */
  view<Kind extends ContainerKind>(key: Bytes, kind: Kind): Readonly<Containers[Kind]> {
    return this.#container(key, kind) ?? EMPTY[kind]();
  }

  /**
   * Lets `act` write to the container, which is new where there is no such key. A container that it leaves empty goes
   * with its key, except for streams.
   *
   * @throws ReplyError when the key holds another kind.
   */
  change<Kind extends ContainerKind, Result>(
    key: Bytes,
    kind: Kind,
    act: (container: Containers[Kind]) => Result,
  ): Result {
    const container = this.#container(key, kind) ?? EMPTY[kind]();
    const result = act(container);
    if (isEmpty(container)) this.delete(key);
    else this.#store(key, { kind, value: container });
    return result;
  }

  #container<Kind extends ContainerKind>(key: Bytes, kind: Kind): Containers[Kind] | undefined {
    const value = this.#data.get(key);
    if (value === undefined) return undefined;
    if (typeof value === 'string' || (value as Box).kind !== kind) throw wrongType();
    return (value as Box<Kind>).value;
  }

  #store(key: Bytes, box: Box): void {
    this.#data.set(key, box);
    this.#onWrite(key);
  }

  delete(key: Bytes): boolean {
    const existed = this.#data.has(key);
    if (existed) this.#data.delete(key);
    return existed;
  }

  /** The value and its expiry take another name. The source must exist. */
  rename(source: Bytes, target: Bytes): void {
    const value = this.#data.get(source);
    const at = this.#expiries.get(source);
    if (source === target) return;
    this.#data.delete(source);
    this.#data.delete(target);
    this.#data.set(target, value);
    if (at !== undefined) this.expireAt(target, at);
    this.#onWrite(target);
  }

  clear(): void {
    // One by one, because WATCH is told key by key.
    for (const key of this.#data.keys()) this.#data.delete(key);
    this.#data.clear();
    this.#expiries.clear();
  }

  /** Milliseconds since 1970; undefined: the key stays, or there is none. */
  expiry(key: Bytes): number | undefined {
    return this.#data.has(key) ? this.#expiries.get(key) : undefined;
  }

  expireAt(key: Bytes, at: number): void {
    this.#expiries.set(key, at);
    this.#onExpiry(key, at);
  }

  persist(key: Bytes): void {
    this.#expiries.delete(key);
  }
}

function isEmpty(container: Containers[ContainerKind]): boolean {
  if (container instanceof StreamLog) return false;
  return Array.isArray(container) ? container.length === 0 : container.size === 0;
}
