/** Lists. */
import type { Bytes } from '../bytes.ts';
import type { CommandContext, CommandTable } from '../command.ts';
import { parseCount, parseInteger } from '../numbers.ts';
import { OK, type Reply, replyError, syntaxError } from '../reply.ts';
import { rankRange } from './rank-range.ts';

export const listCommands: CommandTable = {
  lpush: { arity: -3, run: (context, key, ...values) => push(context, 'left', key, values) },
  rpush: { arity: -3, run: (context, key, ...values) => push(context, 'right', key, values) },
  lpushx: { arity: -3, run: (context, key, ...values) => pushToExisting(context, 'left', key, values) },
  rpushx: { arity: -3, run: (context, key, ...values) => pushToExisting(context, 'right', key, values) },
  lpop: { arity: -2, run: (context, key, ...count) => pop(context, 'left', key, count) },
  rpop: { arity: -2, run: (context, key, ...count) => pop(context, 'right', key, count) },
  rpoplpush: { arity: 3, run: (context, from, to) => move(context, { from, to, take: 'right', put: 'left' }) },
  lmove: {
    arity: 5,
    run: (context, from, to, take, put) => move(context, { from, to, take: side(take), put: side(put) }),
  },
  llen: { arity: 2, run: ({ keys }, key) => keys.read(key, 'list')?.length ?? 0 },
  lindex: { arity: 3, run: ({ keys }, key, index) => keys.read(key, 'list')?.at(parseInteger(index)) ?? null },
  lrange: {
    arity: 4,
    run: ({ keys }, key, first, last) => {
      const range = rankRange(first, last);
      const list = keys.view(key, 'list');
      return list.slice(...range(list.length));
    },
  },
  ltrim: {
    arity: 4,
    run: ({ keys }, key, first, last) => {
      const range = rankRange(first, last);
      keys.change(key, 'list', (list) => list.splice(0, list.length, ...list.slice(...range(list.length))));
      return OK;
    },
  },
  lset: {
    arity: 4,
    run: ({ keys }, key, position, value) => {
      const length = keys.read(key, 'list')?.length;
      if (length === undefined) throw replyError('ERR no such key');
      const index = parseInteger(position);
      const at = index < 0 ? length + index : index;
      if (at < 0 || at >= length) throw replyError('ERR index out of range');
      keys.change(key, 'list', (list) => list.splice(at, 1, value));
      return OK;
    },
  },
  lrem: {
    arity: 4,
    run: ({ keys }, key, limit, value) => {
      const count = parseInteger(limit);
      if (keys.read(key, 'list') === undefined) return 0;
      return keys.change(key, 'list', (list) => removeEqual(list, value, count));
    },
  },
  linsert: {
    arity: 5,
    run: ({ keys }, key, where, pivot, value) => {
      const offset = where.toLowerCase() === 'before' ? 0 : where.toLowerCase() === 'after' ? 1 : undefined;
      if (offset === undefined) throw syntaxError();
      const list = keys.read(key, 'list');
      const index = list?.indexOf(pivot) ?? -1;
      if (index < 0) return list ? -1 : 0;
      return keys.change(key, 'list', (elements) => {
        elements.splice(index + offset, 0, value);
        return elements.length;
      });
    },
  },
  lpos: { arity: -3, run: lpos },
};

type Side = 'left' | 'right';

function side(word: Bytes): Side {
  const name = word.toLowerCase();
  if (name !== 'left' && name !== 'right') throw syntaxError();
  return name;
}

function push({ keys }: CommandContext, where: Side, key: Bytes, values: readonly Bytes[]): number {
  return keys.change(key, 'list', (list) =>
    where === 'left' ? list.unshift(...values.toReversed()) : list.push(...values),
  );
}

function pushToExisting(context: CommandContext, where: Side, key: Bytes, values: readonly Bytes[]): number {
  return context.keys.read(key, 'list') === undefined ? 0 : push(context, where, key, values);
}

function pop({ keys }: CommandContext, where: Side, key: Bytes, [limit, ...more]: readonly Bytes[]): Reply {
  if (more.length > 0) {
    throw replyError(`ERR wrong number of arguments for '${where === 'left' ? 'lpop' : 'rpop'}' command`);
  }
  const count = limit === undefined ? undefined : parseCount(limit);
  if (keys.read(key, 'list') === undefined) return null;
  const taken = keys.change(key, 'list', (list) => {
    if (where === 'left') return list.splice(0, count ?? 1);
    return list.splice(Math.max(0, list.length - (count ?? 1))).reverse();
  });
  return count === undefined ? taken[0]! : taken;
}

function move({ keys }: CommandContext, { from, to, take, put }: { from: Bytes; to: Bytes; take: Side; put: Side }) {
  if (keys.read(from, 'list') === undefined) return null;
  keys.read(to, 'list');
  const value = keys.change(from, 'list', (list) => (take === 'left' ? list.shift() : list.pop()))!;
  keys.change(to, 'list', (list) => (put === 'left' ? list.unshift(value) : list.push(value)));
  return value;
}

/** Removes up to `count` from the start; from the end when it is negative; all when it is 0. */
function removeEqual(list: Bytes[], value: Bytes, count: number): number {
  let left = count === 0 ? Infinity : Math.abs(count);
  const keep = (element: Bytes) => element !== value || left-- <= 0;
  const kept = count < 0 ? list.toReversed().filter(keep).reverse() : list.filter(keep);
  const removed = list.length - kept.length;
  list.splice(0, list.length, ...kept);
  return removed;
}

function lpos({ keys }: CommandContext, key: Bytes, value: Bytes, ...options: Bytes[]): Reply {
  let [rank, count, maxLength] = [1, undefined as number | undefined, 0];
  for (let i = 0; i < options.length; i += 2) {
    const [name, word] = [options[i]!.toLowerCase(), options[i + 1]];
    if (word === undefined) throw syntaxError();
    if (name === 'rank') rank = parseRank(word);
    else if (name === 'count') count = parseCount(word, "ERR COUNT can't be negative");
    else if (name === 'maxlen') maxLength = parseCount(word, "ERR MAXLEN can't be negative");
    else throw syntaxError();
  }
  const list = keys.read(key, 'list') ?? [];
  const indexes = list.flatMap((element, index) => (element === value ? [index] : []));
  const reach = maxLength === 0 ? list.length : maxLength;
  const found = (rank > 0 ? indexes : indexes.reverse())
    .filter((index) => (rank > 0 ? index : list.length - 1 - index) < reach)
    .slice(Math.abs(rank) - 1);
  return count === undefined ? (found[0] ?? null) : found.slice(0, count === 0 ? undefined : count);
}

function parseRank(word: Bytes): number {
  const rank = parseInteger(word);
  if (rank !== 0) return rank;
  throw replyError(
    "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list",
  );
}
