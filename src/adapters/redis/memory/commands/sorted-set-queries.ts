/** Sorted sets: reading ranges. */
import type { Bytes } from '../bytes.ts';
import type { CommandContext, CommandTable } from '../command.ts';
import { formatScore } from '../numbers.ts';
import { type Reply, replyError, syntaxError } from '../reply.ts';
import { parseLimit, type RangeKind, type RangeQuery, selectRange } from './sorted-set-ranges.ts';

export const sortedSetQueries: CommandTable = {
  zrange: { arity: -4, run: (context, key, start, stop, ...words) => zrange(context, { key, start, stop, words }) },
  zrevrange: { arity: -4, run: fixed('rank', { reverse: true, options: ['withscores'] }) },
  zrangebyscore: { arity: -4, run: fixed('score', { options: ['withscores', 'limit'] }) },
  zrevrangebyscore: { arity: -4, run: fixed('score', { reverse: true, options: ['withscores', 'limit'] }) },
  zrangebylex: { arity: -4, run: fixed('lex', { options: ['limit'] }) },
  zrevrangebylex: { arity: -4, run: fixed('lex', { reverse: true, options: ['limit'] }) },
};

interface Words {
  readonly key: Bytes;
  readonly start: Bytes;
  readonly stop: Bytes;
  readonly words: readonly Bytes[];
}

interface RangeWords {
  kind: RangeKind;
  reverse: boolean;
  withScores: boolean;
  limit: { offset: number; count: number } | undefined;
}

/** A command whose name says what kind of range it reads. */
function fixed(kind: RangeKind, { reverse = false, options }: { reverse?: boolean; options: readonly string[] }) {
  return (context: CommandContext, key: Bytes, start: Bytes, stop: Bytes, ...words: Bytes[]): Reply => {
    const asked = readWords(words, options);
    return reply(context, { key, start, stop }, { ...asked, kind, reverse });
  };
}

function zrange(context: CommandContext, { key, start, stop, words }: Words): Reply {
  const asked = readWords(words, ['byscore', 'bylex', 'rev', 'limit', 'withscores']);
  if (asked.limit && asked.kind === 'rank') {
    throw replyError('ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX');
  }
  if (asked.withScores && asked.kind === 'lex') {
    throw replyError('ERR syntax error, WITHSCORES not supported in combination with BYLEX');
  }
  return reply(context, { key, start, stop }, asked);
}

function readWords(words: readonly Bytes[], allowed: readonly string[]): RangeWords {
  const asked: RangeWords = { kind: 'rank', reverse: false, withScores: false, limit: undefined };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!.toLowerCase();
    if (!allowed.includes(word)) throw syntaxError();
    if (word === 'withscores') asked.withScores = true;
    else if (word === 'rev') asked.reverse = true;
    else if (word === 'byscore') asked.kind = 'score';
    else if (word === 'bylex') asked.kind = 'lex';
    else {
      asked.limit = parseLimit(words[i + 1], words[i + 2]);
      i += 2;
    }
  }
  return asked;
}

function reply({ keys }: CommandContext, { key, start, stop }: Omit<Words, 'words'>, asked: RangeWords): Reply {
  // Read backwards, score and lex ranges name the higher bound first; ranks do not.
  const swapped = asked.reverse && asked.kind !== 'rank';
  const query: RangeQuery = {
    kind: asked.kind,
    reverse: asked.reverse,
    min: swapped ? stop : start,
    max: swapped ? start : stop,
    ...(asked.limit && { limit: asked.limit }),
  };
  const select = selectRange(query);
  const entries = select(keys.view(key, 'zset'));
  if (!asked.withScores) return entries.map(({ member }) => member);
  return entries.flatMap(({ member, score }) => [member, formatScore(score)]);
}
