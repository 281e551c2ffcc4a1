/** Walking through keys or a container. */
import type { Bytes } from '../bytes.ts';
import type { CommandTable } from '../command.ts';
import { globMatcher } from '../glob.ts';
import { formatScore, parseInteger } from '../numbers.ts';
import { type Reply, replyError, syntaxError } from '../reply.ts';

export const scanCommands: CommandTable = {
  scan: {
    arity: -2,
    run: ({ keys }, cursor, ...words) => {
      mustBeCursor(cursor);
      const { matches, type } = readOptions(words, ['match', 'count', 'type']);
      return scanned(keys.all().filter((key) => matches(key) && (type === undefined || keys.kind(key) === type)));
    },
  },
  hscan: {
    arity: -3,
    run: ({ keys }, key, cursor, ...words) => scanPairs(cursor, keys.read(key, 'hash'), words),
  },
  sscan: {
    arity: -3,
    run: ({ keys }, key, cursor, ...words) => {
      mustBeCursor(cursor);
      const members = keys.read(key, 'set');
      return members === undefined ? scanned([]) : scanned([...members].filter(readOptions(words).matches));
    },
  },
  zscan: {
    arity: -3,
    run: ({ keys }, key, cursor, ...words) => {
      mustBeCursor(cursor);
      const set = keys.read(key, 'zset');
      const pairs = set?.slice(0, set.size).map(({ member, score }) => [member, formatScore(score)] as const);
      return scanPairs(cursor, pairs, words);
    },
  },
};

function scanPairs(
  cursor: Bytes,
  pairs: Iterable<readonly [Bytes, Bytes]> | undefined,
  words: readonly Bytes[],
): Reply {
  mustBeCursor(cursor);
  if (pairs === undefined) return scanned([]);
  const { matches } = readOptions(words);
  return scanned([...pairs].filter(([name]) => matches(name)).flat());
}

/**
 * One reply with everything. COUNT is only a hint to Redis, too, and so nothing is missed or repeated however much is
 * written between two calls.
 */
const scanned = (elements: readonly Bytes[]): Reply => ['0', elements];

function mustBeCursor(text: Bytes): void {
  if (!/^\d{1,20}$/.test(text)) throw replyError('ERR invalid cursor');
}

function readOptions(words: readonly Bytes[], allowed = ['match', 'count']) {
  let matches: (text: Bytes) => boolean = () => true;
  let type: string | undefined;
  for (let i = 0; i < words.length; i += 2) {
    const [name, value] = [words[i]!.toLowerCase(), words[i + 1]];
    if (value === undefined || !allowed.includes(name)) throw syntaxError();
    if (name === 'match') matches = globMatcher(value);
    else if (name === 'type') type = value.toLowerCase();
    else if (parseInteger(value) < 1) throw syntaxError();
  }
  return { matches, type };
}
