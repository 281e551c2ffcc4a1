/** Streams, without consumer groups. */
import type { Bytes } from '../bytes.ts';
import { type CommandContext, type CommandTable, Waiting } from '../command.ts';
import { parseCount, parseInteger } from '../numbers.ts';
import { type Reply, replyError, syntaxError } from '../reply.ts';
import { formatStreamId, parseStreamId, type StreamEntry, type StreamId, type StreamLog } from '../stream-log.ts';

export const streamCommands: CommandTable = {
  xadd: { arity: -5, run: xadd },
  xlen: { arity: 2, run: ({ keys }, key) => keys.read(key, 'stream')?.length ?? 0 },
  xrange: { arity: -4, run: (context, key, start, end, ...words) => range(context, { key, start, end, words }, false) },
  xrevrange: {
    arity: -4,
    run: (context, key, end, start, ...words) => range(context, { key, start, end, words }, true),
  },
  xdel: {
    arity: -3,
    run: ({ keys }, key, ...ids) => {
      if (keys.read(key, 'stream') === undefined) return 0;
      const parsed = ids.map((id) => parseStreamId(id));
      return keys.change(key, 'stream', (stream) => parsed.filter((id) => stream.delete(id)).length);
    },
  },
  xtrim: {
    arity: -4,
    run: ({ keys }, key, ...words) => {
      const { trim, rest } = readTrim(words);
      if (!trim || rest.length > 0) throw syntaxError();
      if (keys.read(key, 'stream') === undefined) return 0;
      return keys.change(key, 'stream', trim);
    },
  },
  xread: { arity: -4, run: xread },
};

type Trim = (stream: StreamLog) => number;

/**
 * Reads `MAXLEN|MINID [=|~] threshold [LIMIT n]` at the start of `words`. `~` allows to keep more than asked for; here
 * it is exact, which that includes.
 */
function readTrim(words: readonly Bytes[]): { trim?: Trim; rest: readonly Bytes[] } {
  const strategy = words[0]?.toLowerCase();
  if (strategy !== 'maxlen' && strategy !== 'minid') return { rest: words };
  // With nothing after it, `=` is taken for the threshold.
  const operator = words.length > 2 ? words[1] : undefined;
  const approximate = operator === '~';
  let at = approximate || operator === '=' ? 2 : 1;
  const threshold = words[at++];
  if (threshold === undefined) throw syntaxError();
  const trim = trimTo(strategy, threshold);
  if (words[at]?.toLowerCase() !== 'limit') return { trim, rest: words.slice(at) };
  if (!approximate) {
    throw replyError('ERR syntax error, LIMIT cannot be used without the special ~ option');
  }
  parseCount(words[at + 1] ?? '', 'ERR The LIMIT argument must be >= 0.');
  return { trim, rest: words.slice(at + 2) };
}

function trimTo(strategy: 'maxlen' | 'minid', threshold: Bytes): Trim {
  if (strategy === 'minid') {
    const id = parseStreamId(threshold);
    return (stream) => stream.trimBefore(id);
  }
  const length = parseInteger(threshold);
  if (length < 0) throw replyError('ERR The MAXLEN argument must be >= 0.');
  return (stream) => stream.trimToLength(length);
}

function xadd({ keys, now }: CommandContext, key: Bytes, ...args: Bytes[]): Reply {
  const creates = args[0]?.toLowerCase() !== 'nomkstream';
  const { trim, rest } = readTrim(creates ? args : args.slice(1));
  const [id, ...fields] = rest;
  const parsed = id === undefined || id === '*' ? undefined : parseStreamId(id.replace(/-\*$/, ''));
  if (id === undefined || fields.length === 0 || fields.length % 2 !== 0) {
    throw replyError("ERR wrong number of arguments for 'xadd' command");
  }
  if (parsed?.ms === 0 && parsed.seq === 0 && !id.endsWith('*')) {
    throw replyError('ERR The ID specified in XADD must be greater than 0-0');
  }
  if (!creates && keys.read(key, 'stream') === undefined) return null;
  return keys.change(key, 'stream', (stream) => {
    const added = stream.append(id, fields, now);
    trim?.(stream);
    return formatStreamId(added);
  });
}

function range(
  { keys }: CommandContext,
  { key, start, end, words }: { key: Bytes; start: Bytes; end: Bytes; words: readonly Bytes[] },
  reverse: boolean,
): Reply {
  const [name, limit, ...more] = words;
  if (name !== undefined && (name.toLowerCase() !== 'count' || limit === undefined || more.length > 0)) {
    throw syntaxError();
  }
  const count = limit === undefined ? Infinity : parseInteger(limit);
  const stream = keys.read(key, 'stream');
  const found = (stream ?? keys.view(key, 'stream')).between(start, end);
  if (stream && count <= 0) return null;
  return (reverse ? found.reverse() : found).slice(0, count).map(entryReply);
}

const entryReply = ({ id, fields }: StreamEntry): Reply => [formatStreamId(id), fields];

function xread({ keys }: CommandContext, ...args: Bytes[]): Reply | Waiting {
  let [count, blockMs] = [Infinity, undefined as number | undefined];
  let at = 0;
  for (; at < args.length && args[at]!.toLowerCase() !== 'streams'; at += 2) {
    const [name, value] = [args[at]!.toLowerCase(), args[at + 1]];
    if (value === undefined) throw syntaxError();
    if (name === 'count') count = parseInteger(value);
    else if (name === 'block') blockMs = parseTimeout(value);
    else throw syntaxError();
  }
  const words = args.slice(at + 1);
  if (words.length === 0) throw syntaxError();
  if (words.length % 2 !== 0) {
    throw replyError("ERR Unbalanced XREAD list of streams: for each stream key an ID or '$' must be specified.");
  }
  const streams = words.slice(0, words.length / 2).map((key, i) => {
    const id = words[words.length / 2 + i]!;
    // `$` means what was last when the command came, however long it then waits.
    const last = keys.read(key, 'stream')?.lastId ?? { ms: 0, seq: 0 };
    return { key, after: id === '$' ? last : parseStreamId(id) };
  });
  const attempt = () => readAfter(keys, streams, count <= 0 ? Infinity : count);
  if (blockMs === undefined) return attempt();
  return new Waiting(words.slice(0, words.length / 2), blockMs === 0 ? Infinity : blockMs, attempt);
}

function parseTimeout(text: Bytes): number {
  let ms: number;
  try {
    ms = parseInteger(text);
  } catch {
    throw replyError('ERR timeout is not an integer or out of range');
  }
  if (ms < 0) throw replyError('ERR timeout is negative');
  return ms;
}

function readAfter(keys: CommandContext['keys'], streams: readonly { key: Bytes; after: StreamId }[], count: number) {
  const found = streams.flatMap(({ key, after }) => {
    const entries = keys.read(key, 'stream')?.after(after, count) ?? [];
    return entries.length > 0 ? [[key, entries.map(entryReply)] as const] : [];
  });
  return found.length > 0 ? found : null;
}
