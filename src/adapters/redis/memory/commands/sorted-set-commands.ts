/** Sorted sets: single members, counts and removal. */
import type { Bytes } from '../bytes.ts';
import { type CommandContext, type CommandTable, Waiting } from '../command.ts';
import { formatScore, parseCount, parseFloatingPoint } from '../numbers.ts';
import { type Reply, replyError, syntaxError } from '../reply.ts';
import { findRange, type RangeKind } from './sorted-set-ranges.ts';
import { zadd } from './zadd.ts';

export const sortedSetCommands: CommandTable = {
  zadd: { arity: -4, run: zadd },
  zincrby: { arity: 4, run: (context, key, by, member) => zadd(context, key, 'incr', by, member) },
  zrem: {
    arity: -3,
    run: ({ keys }, key, ...members) => {
      if (keys.read(key, 'zset') === undefined) return 0;
      return keys.change(key, 'zset', (set) => members.filter((member) => set.delete(member)).length);
    },
  },
  zcard: { arity: 2, run: ({ keys }, key) => keys.read(key, 'zset')?.size ?? 0 },
  zscore: { arity: 3, run: ({ keys }, key, member) => scoreReply(keys.read(key, 'zset')?.score(member)) },
  zmscore: {
    arity: -3,
    run: ({ keys }, key, ...members) => {
      const set = keys.read(key, 'zset');
      return members.map((member) => scoreReply(set?.score(member)));
    },
  },
  zrank: { arity: 3, run: ({ keys }, key, member) => keys.read(key, 'zset')?.rank(member) ?? null },
  zrevrank: {
    arity: 3,
    run: ({ keys }, key, member) => {
      const set = keys.read(key, 'zset');
      const rank = set?.rank(member);
      return set === undefined || rank === undefined ? null : set.size - 1 - rank;
    },
  },
  zcount: { arity: 4, run: (context, key, min, max) => count(context, 'score', { key, min, max }) },
  zlexcount: { arity: 4, run: (context, key, min, max) => count(context, 'lex', { key, min, max }) },
  zremrangebyrank: { arity: 4, run: (context, key, min, max) => cut(context, 'rank', { key, min, max }) },
  zremrangebyscore: { arity: 4, run: (context, key, min, max) => cut(context, 'score', { key, min, max }) },
  zremrangebylex: { arity: 4, run: (context, key, min, max) => cut(context, 'lex', { key, min, max }) },
  zpopmin: { arity: -2, run: (context, key, ...limit) => pop(context, 'min', key, limit) },
  zpopmax: { arity: -2, run: (context, key, ...limit) => pop(context, 'max', key, limit) },
  bzpopmin: { arity: -3, run: (context, ...args) => popWaiting(context, 'min', args) },
  bzpopmax: { arity: -3, run: (context, ...args) => popWaiting(context, 'max', args) },
};

interface Range {
  readonly key: Bytes;
  readonly min: Bytes;
  readonly max: Bytes;
}

const scoreReply = (score: number | undefined): Reply => (score === undefined ? null : formatScore(score));

function count({ keys }: CommandContext, kind: RangeKind, { key, min, max }: Range): number {
  const find = findRange({ kind, min, max });
  const [from, to] = find(keys.view(key, 'zset'));
  return Math.max(0, to - from);
}

function cut({ keys }: CommandContext, kind: RangeKind, { key, min, max }: Range): number {
  const find = findRange({ kind, min, max });
  const [from, to] = find(keys.view(key, 'zset'));
  return to <= from ? 0 : keys.change(key, 'zset', (entries) => entries.cut(from, to).length);
}

type End = 'min' | 'max';

function take({ keys }: CommandContext, end: End, key: Bytes, limit: number) {
  const set = keys.read(key, 'zset');
  if (set === undefined || limit === 0) return [];
  const from = end === 'min' ? 0 : Math.max(0, set.size - limit);
  const taken = keys.change(key, 'zset', (entries) => entries.cut(from, end === 'min' ? limit : entries.size));
  return end === 'min' ? taken : taken.reverse();
}

function pop(context: CommandContext, end: End, key: Bytes, [limit, ...more]: readonly Bytes[]): Reply {
  if (more.length > 0) throw syntaxError();
  const taken = take(context, end, key, limit === undefined ? 1 : parseCount(limit));
  return taken.flatMap(({ member, score }) => [member, formatScore(score)]);
}

function popWaiting(context: CommandContext, end: End, args: readonly Bytes[]): Waiting {
  const keys = args.slice(0, -1);
  const seconds = parseFloatingPoint(args.at(-1)!, 'ERR timeout is not a float or out of range');
  if (seconds < 0) throw replyError('ERR timeout is negative');
  return new Waiting(keys, seconds === 0 ? Infinity : seconds * 1000, () => {
    for (const key of keys) {
      const [entry] = take(context, end, key, 1);
      if (entry) return [key, entry.member, formatScore(entry.score)];
    }
    return null;
  });
}
