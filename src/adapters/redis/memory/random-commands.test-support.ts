/** Random commands over few keys, so that kinds meet, containers run empty and errors happen. For test files only. */
import type { SeededRandom } from './seeded-random.test-support.ts';

type Word = string | Buffer;
type Make = () => Word[];

/** What replies have no order or hang on the clock, and how they are compared then. */
const UNORDERED = new Set(['keys', 'smembers', 'hkeys', 'hvals']);
const UNORDERED_PAIRS = new Set(['hgetall']);
const UNORDERED_SCANS = new Set(['scan', 'sscan', 'hscan', 'zscan']);

export interface RandomCommand {
  readonly name: string;
  readonly args: readonly Word[];
  /** The reply without what may differ. */
  comparable(reply: unknown): unknown;
}

/** Draws commands from all that are supported; three of four fit the kind that their key is likely to hold. */
export function commandSource(random: SeededRandom): () => RandomCommand {
  const { below, oneOf, onceIn, several } = random;
  const kinds = ['str', 'lst', 'hsh', 'set', 'zst', 'stm'];
  const anyKey = () => `${oneOf(kinds)}${below(3)}`;
  const keyOf = (kind: string) => () => (onceIn(12) ? anyKey() : `${kind}${below(3)}`);
  const text = () =>
    oneOf<Word>([
      '',
      'a',
      'b',
      'c',
      'd',
      'é',
      '→',
      '0',
      '7',
      '-3',
      '12a',
      '9223372036854775807',
      Buffer.from([0, 255, 128, 10]),
    ]);
  const member = () => oneOf<Word>(['a', 'b', 'c', 'd', 'e', 'B', 'é', 'zz', '10', '9']);
  const integer = () => oneOf(['0', '1', '2', '3', '-1', '-2', '-3', '5', '100', '-100', 'x', '1.5', '']);
  const index = () => oneOf(['0', '1', '2', '-1', '-2', '3', '-100', '100', onceIn(9) ? 'x' : '1']);
  const count = () => oneOf(['0', '1', '2', '10', onceIn(5) ? '-1' : '3']);
  const score = () => oneOf(['0', '1', '2.5', '-1', '3', '1e3', 'inf', '-inf', '4294967297', onceIn(9) ? 'nan' : '2']);
  const scoreBound = () => oneOf(['-inf', '+inf', '1', '(1', '2.5', '(2.5', '3', onceIn(9) ? 'x' : '0']);
  const lexBound = () => oneOf<Word>(['-', '+', '[a', '(a', '[c', '(c', '[é', '(zz', onceIn(9) ? 'x' : '[b']);
  /** All scores are equal there, as ranges by bytes ask for; no other command writes to it. */
  const lex = () => `lex${below(2)}`;
  /** Seconds far enough apart that the moment at which a command arrives decides nothing. */
  const lifetime = () => 1000 + 10 * below(100_000);
  const limit = (): Word[] => (onceIn(3) ? ['LIMIT', oneOf(['0', '1', '2', '-1']), oneOf(['0', '1', '2', '-1'])] : []);
  const withScores = (): Word[] => (onceIn(2) ? ['WITHSCORES'] : []);
  const field = () => oneOf<Word>(['f', 'g', 'h', '1', 'é']);
  const id = () =>
    oneOf(['0-0', '0-1', '1-1', '1-2', '2-0', '3', '5-1', '7-7', '1-*', '4-*', onceIn(9) ? 'x-y' : '9-9']);
  const bound = () => oneOf(['-', '+', '1', '2-0', '(1-1', '5', '(5-1', '9']);
  const fields = () => several(3, () => [field(), text()]).flat();
  const [str, lst, hsh, set, zst, stm] = kinds.map(keyOf) as [Make0, Make0, Make0, Make0, Make0, Make0];
  const trim = (): Word[] => [
    oneOf(['MAXLEN', 'MINID']),
    ...(onceIn(2) ? ['='] : []),
    oneOf(['0', '1', '3', '5-1', '-1']),
  ];

  const makers: Record<string, Make> = {
    get: () => [str()],
    set: () => [str(), text(), ...(onceIn(3) ? several(2, () => oneOf(['NX', 'XX', 'GET', 'KEEPTTL', 'nope'])) : [])],
    'set ': () => [str(), text(), oneOf(['EX', 'PX']), oneOf(['1000', '900000', '0', 'x'])],
    setnx: () => [str(), text()],
    setex: () => [str(), oneOf(['1000', '0', '-5', 'x']), text()],
    psetex: () => [str(), oneOf(['900000', '0', 'x']), text()],
    getset: () => [str(), text()],
    getdel: () => [str()],
    mget: () => several(3, anyKey),
    mset: () => several(2, () => [str(), text()]).flat(),
    strlen: () => [str()],
    append: () => [str(), text()],
    getrange: () => [str(), index(), index()],
    incr: () => [str()],
    decr: () => [str()],
    incrby: () => [str(), integer()],
    decrby: () => [str(), integer()],
    del: () => several(2, anyKey),
    unlink: () => [anyKey()],
    exists: () => several(3, anyKey),
    type: () => [anyKey()],
    rename: () => [anyKey(), anyKey()],
    renamenx: () => [anyKey(), anyKey()],
    keys: () => [oneOf(['*', 'str*', '*1', 's[a-t]?1', '?[^t]t*', 'lst\\0', '[', 'zst[02]'])],
    dbsize: () => [],
    scan: () => ['0', 'COUNT', '1000', ...(onceIn(2) ? ['MATCH', '*1'] : []), ...(onceIn(3) ? ['TYPE', 'zset'] : [])],
    expire: () => [
      anyKey(),
      onceIn(6) ? oneOf(['-1', 'x', '0']) : String(lifetime()),
      ...(onceIn(2) ? several(2, () => oneOf(['NX', 'XX', 'GT', 'LT', 'no'])) : []),
    ],
    pexpire: () => [anyKey(), onceIn(6) ? '0' : String(lifetime() * 1000)],
    pexpireat: () => [anyKey(), oneOf(['99999999999999', '1', 'x'])],
    persist: () => [anyKey()],
    ttl: () => [anyKey()],
    lpush: () => [lst(), ...several(3, text)],
    rpush: () => [lst(), ...several(3, text)],
    lpushx: () => [lst(), text()],
    rpushx: () => [lst(), text()],
    lpop: () => [lst(), ...(onceIn(3) ? [count()] : [])],
    rpop: () => [lst(), ...(onceIn(3) ? [count()] : [])],
    rpoplpush: () => [lst(), lst()],
    lmove: () => [lst(), lst(), oneOf(['LEFT', 'right', 'up']), oneOf(['LEFT', 'RIGHT'])],
    llen: () => [lst()],
    lindex: () => [lst(), index()],
    lrange: () => [lst(), index(), index()],
    ltrim: () => [lst(), index(), index()],
    lset: () => [lst(), index(), text()],
    lrem: () => [lst(), oneOf(['0', '1', '-1', '2', '-2']), text()],
    linsert: () => [lst(), oneOf(['BEFORE', 'after', 'at']), text(), text()],
    lpos: () => [lst(), text(), ...(onceIn(2) ? [oneOf(['RANK', 'COUNT', 'MAXLEN', 'X']), integer()] : [])],
    hset: () => [hsh(), ...fields(), ...(onceIn(15) ? ['odd'] : [])],
    hmset: () => [hsh(), ...fields()],
    hsetnx: () => [hsh(), field(), text()],
    hget: () => [hsh(), field()],
    hmget: () => [hsh(), ...several(3, field)],
    hgetall: () => [hsh()],
    hkeys: () => [hsh()],
    hvals: () => [hsh()],
    hlen: () => [hsh()],
    hexists: () => [hsh(), field()],
    hstrlen: () => [hsh(), field()],
    hdel: () => [hsh(), ...several(3, field)],
    hincrby: () => [hsh(), field(), integer()],
    hscan: () => [hsh(), '0', ...(onceIn(2) ? ['MATCH', '[f-h]'] : [])],
    sadd: () => [set(), ...several(3, member)],
    srem: () => [set(), ...several(3, member)],
    scard: () => [set()],
    smembers: () => [set()],
    sismember: () => [set(), member()],
    smismember: () => [set(), ...several(3, member)],
    smove: () => [set(), set(), member()],
    sscan: () => [set(), '0', 'COUNT', '100'],
    zadd: () => [
      zst(),
      ...(onceIn(3) ? several(2, () => oneOf(['NX', 'XX', 'GT', 'LT', 'CH', 'INCR'])) : []),
      ...several(3, () => [score(), member()]).flat(),
    ],
    'zadd ': () => [lex(), '0', member()],
    zincrby: () => [zst(), score(), member()],
    zrem: () => [zst(), ...several(2, member)],
    zcard: () => [zst()],
    zscore: () => [zst(), member()],
    zmscore: () => [zst(), ...several(3, member)],
    zrank: () => [zst(), member()],
    zrevrank: () => [zst(), member()],
    zcount: () => [zst(), scoreBound(), scoreBound()],
    zlexcount: () => [lex(), lexBound(), lexBound()],
    zrange: () => [zst(), index(), index(), ...(onceIn(2) ? ['REV'] : []), ...withScores()],
    'zrange ': () => [
      zst(),
      scoreBound(),
      scoreBound(),
      'BYSCORE',
      ...(onceIn(2) ? ['REV'] : []),
      ...limit(),
      ...withScores(),
    ],
    'zrange  ': () => [lex(), lexBound(), lexBound(), 'BYLEX', ...(onceIn(2) ? ['REV'] : []), ...limit()],
    zrevrange: () => [zst(), index(), index(), ...withScores()],
    zrangebyscore: () => [zst(), scoreBound(), scoreBound(), ...withScores(), ...limit()],
    zrevrangebyscore: () => [zst(), scoreBound(), scoreBound(), ...limit(), ...withScores()],
    zrangebylex: () => [lex(), lexBound(), lexBound(), ...limit()],
    zrevrangebylex: () => [lex(), lexBound(), lexBound(), ...limit()],
    zremrangebyrank: () => [zst(), index(), index()],
    zremrangebyscore: () => [zst(), scoreBound(), scoreBound()],
    zremrangebylex: () => [lex(), lexBound(), lexBound()],
    zpopmin: () => [zst(), ...(onceIn(3) ? [count()] : [])],
    zpopmax: () => [zst(), ...(onceIn(3) ? [count()] : [])],
    bzpopmin: () => [...several(2, zst), '0.001'],
    zscan: () => [zst(), '0', ...(onceIn(2) ? ['MATCH', '[a-c]'] : [])],
    xadd: () => [
      stm(),
      ...(onceIn(6) ? ['NOMKSTREAM'] : []),
      ...(onceIn(4) ? trim() : []),
      id(),
      ...fields(),
      ...(onceIn(15) ? ['odd'] : []),
    ],
    xlen: () => [stm()],
    xrange: () => [stm(), bound(), bound(), ...(onceIn(3) ? ['COUNT', count()] : [])],
    xrevrange: () => [stm(), bound(), bound(), ...(onceIn(3) ? ['COUNT', count()] : [])],
    xread: () => {
      const streams = several(2, stm);
      return [
        ...(onceIn(2) ? ['COUNT', count()] : []),
        'STREAMS',
        ...streams,
        ...streams.map(() => oneOf(['0', '1-1', '$', '5'])),
      ];
    },
    xdel: () => [stm(), ...several(2, id)],
    xtrim: () => [stm(), ...trim()],
    ping: () => (onceIn(2) ? [text()] : []),
    echo: () => [text()],
    eval: () => luaCall(random),
  };
  const names = Object.keys(makers);
  return () => {
    const maker = oneOf(names);
    const name = maker.trim();
    // Sometimes a word too few or too many.
    const made = makers[maker]!();
    const args = onceIn(60) ? made.slice(0, -1) : onceIn(60) ? [...made, 'more'] : made;
    return { name, args, comparable: (reply) => comparable(name, reply) };
  };
}

type Make0 = () => string;

/** A script that calls commands and converts what they reply. */
function luaCall({ oneOf, below }: SeededRandom): Word[] {
  const script = oneOf([
    "return redis.call('TYPE', KEYS[1])",
    "return {redis.call('EXISTS', KEYS[1]) == 1, 1.9, -1.9, false, 'x'}",
    "local v = redis.pcall('GET', KEYS[1]); if type(v) == 'table' and v.err then return 'failed' end; return v",
    "return {redis.call('ZADD', KEYS[2], 0x100000000 + ARGV[1], 'm'), redis.call('ZSCORE', KEYS[2], 'm')}",
    'return cjson.encode({tonumber(ARGV[1]), ARGV[2], {a = false}, {}})',
    'local d = cjson.decode(\'[1,null,"\\\\u00e9",{"k":[]}]\'); return {d[1], d[2] == cjson.null, d[3], #d}',
    "local t = cmsgpack.unpack(cmsgpack.pack({1, 'b', {c = 2.5}})); return {t[1], t[2], tostring(t[3].c)}",
    "return redis.error_reply('MINE no')",
    "return redis.status_reply('FINE')",
    "return {redis.call('HGETALL', KEYS[1])}",
    "return tostring(70000 * 70000) .. '/' .. (7 / 2) .. '/' .. (10 % 3)",
    "local sum = 0; for i = 1, 3 do sum = sum + i end; return {sum, #KEYS, string.rep('-', 3), select('#', unpack(ARGV))}",
    'return {1, 2, nil, 4}',
    "return redis.call('NOSUCH', 'x')",
    "return redis.call('GET')",
    'undefined_global = 1',
    'return nope.x',
    "return redis.sha1hex('a')",
  ]);
  return [
    script,
    '2',
    `hsh${below(3)}`,
    `zst${below(3)}`,
    oneOf(['1', '2', '4000000000']),
    oneOf<Word>(['t/"', 'é', Buffer.from([1, 127])]),
  ];
}

/** Of failing scripts and unknown things only the code: the rest names lines and hashes. */
function comparable(name: string, reply: unknown): unknown {
  if (reply instanceof Error) return name === 'eval' ? reply.message.split(/[ :]/)[0] : reply.message;
  if (name === 'ttl' && Number(reply) > 0) return `about 10^${Math.round(Math.log10(Number(reply)))} s`;
  // ioredis rounds such numbers in a way of its own.
  if (typeof reply === 'number' && !Number.isSafeInteger(reply)) return 'beyond 2^53';
  if (!Array.isArray(reply)) return reply;
  if (UNORDERED.has(name)) return sorted(reply);
  if (UNORDERED_PAIRS.has(name)) return sorted(pairs(reply));
  if (UNORDERED_SCANS.has(name)) {
    const [cursor, elements] = reply as [unknown, unknown[]];
    return [cursor, sorted(name === 'hscan' || name === 'zscan' ? pairs(elements) : elements)];
  }
  return reply;
}

const pairs = (flat: readonly unknown[]): unknown[] =>
  flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1]]] : []));

const sorted = (parts: readonly unknown[]): unknown[] => [...parts].sort((a, b) => (String(a) < String(b) ? -1 : 1));
