/** A stream: entries with ascending ids, read by range, trimmed from the front. */
import type { Bytes } from './bytes.ts';
import { replyError } from './reply.ts';

export interface StreamId {
  readonly ms: number;
  readonly seq: number;
}

export interface StreamEntry {
  readonly id: StreamId;
  /** Names and values in turn. */
  readonly fields: readonly Bytes[];
}

const SEQ_LIMIT = 2 ** 64;
const LOWEST: StreamId = { ms: 0, seq: 0 };
const HIGHEST: StreamId = { ms: Infinity, seq: Infinity };

export const formatStreamId = ({ ms, seq }: StreamId): Bytes => `${ms}-${seq}`;

const compareIds = (a: StreamId, b: StreamId): number => a.ms - b.ms || a.seq - b.seq;

const badId = () => replyError('ERR Invalid stream ID specified as stream command argument');

/** An id, or only its milliseconds: then `missingSeq` completes it. */
export function parseStreamId(text: Bytes, missingSeq = 0): StreamId {
  const [, ms, seq] = /^(\d{1,20})(?:-(\d{1,20}))?$/.exec(text) ?? [];
  if (ms === undefined || Number(ms) >= SEQ_LIMIT || Number(seq ?? 0) > SEQ_LIMIT) throw badId();
  return { ms: Number(ms), seq: seq === undefined ? missingSeq : Number(seq) };
}

/** One end of a range: `-`, `+`, an id, or `(` and an id for "without it". */
function parseStreamBound(text: Bytes, end: 'start' | 'end'): { id: StreamId; inclusive: boolean } {
  if (text === '-') return { id: LOWEST, inclusive: true };
  if (text === '+') return { id: HIGHEST, inclusive: true };
  const exclusive = text.startsWith('(');
  const id = parseStreamId(exclusive ? text.slice(1) : text, end === 'start' ? 0 : Infinity);
  return { id, inclusive: !exclusive };
}

export class StreamLog {
  readonly #entries: StreamEntry[] = [];
  #lastId = LOWEST;

  get length(): number {
    return this.#entries.length;
  }

  /** Of the newest entry that ever was; `0-0` before the first. */
  get lastId(): StreamId {
    return this.#lastId;
  }

  /**
   * Adds an entry.
   *
   * @param id `*`, `<ms>-*`, or an id above `lastId`.
   */
  append(id: Bytes, fields: readonly Bytes[], now: number): StreamId {
    const next = this.#nextId(id, now);
    if (compareIds(next, this.#lastId) <= 0) {
      throw replyError('ERR The ID specified in XADD is equal or smaller than the target stream top item');
    }
    this.#entries.push({ id: next, fields });
    this.#lastId = next;
    return next;
  }

  #nextId(id: Bytes, now: number): StreamId {
    const last = this.#lastId;
    // A clock that went back must not bring ids out of order.
    if (id === '*') return now > last.ms ? { ms: now, seq: 0 } : { ms: last.ms, seq: last.seq + 1 };
    if (!id.endsWith('-*')) return parseStreamId(id);
    const { ms } = parseStreamId(id.slice(0, -2));
    return { ms, seq: ms === last.ms ? last.seq + 1 : 0 };
  }

  /** Entries after an id, oldest first. */
  after(id: StreamId, count = Infinity): StreamEntry[] {
    const from = this.#countBefore(id, true);
    return this.#entries.slice(from, from + count);
  }

  /** Entries between two bounds, oldest first. */
  between(start: Bytes, end: Bytes): StreamEntry[] {
    const low = parseStreamBound(start, 'start');
    const high = parseStreamBound(end, 'end');
    return this.#entries.slice(this.#countBefore(low.id, !low.inclusive), this.#countBefore(high.id, high.inclusive));
  }

  delete(id: StreamId): boolean {
    const index = this.#countBefore(id, false);
    const found = this.#entries[index];
    if (found === undefined || compareIds(found.id, id) !== 0) return false;
    this.#entries.splice(index, 1);
    return true;
  }

  /** Keeps the newest; gives how many went. */
  trimToLength(length: number): number {
    return this.#entries.splice(0, Math.max(0, this.#entries.length - length)).length;
  }

  /** Keeps this id and newer ones; gives how many went. */
  trimBefore(id: StreamId): number {
    return this.#entries.splice(0, this.#countBefore(id, false)).length;
  }

  /** How many entries lie before an id, or up to and with it. */
  #countBefore(id: StreamId, withIt: boolean): number {
    let from = 0;
    let to = this.#entries.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const order = compareIds(this.#entries[middle]!.id, id);
      if (order < 0 || (withIt && order === 0)) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
