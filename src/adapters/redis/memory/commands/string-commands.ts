/** Strings and counters. */
import type { Bytes } from '../bytes.ts';
import type { CommandContext, CommandTable } from '../command.ts';
import { addIntegers, parseBigInteger, parseInteger } from '../numbers.ts';
import { OK, type Reply, replyError, syntaxError } from '../reply.ts';
import { expiryTime } from './expiry-commands.ts';

export const stringCommands: CommandTable = {
  get: { arity: 2, run: ({ keys }, key) => keys.text(key) ?? null },
  set: { arity: -3, run: set },
  setnx: {
    arity: 3,
    run: ({ keys }, key, value) => {
      if (keys.has(key)) return 0;
      keys.setText(key, value);
      return 1;
    },
  },
  setex: {
    arity: 4,
    run: (context, key, seconds, value) => setExpiring(context, 'ex', { key, amount: seconds, value }),
  },
  psetex: { arity: 4, run: (context, key, ms, value) => setExpiring(context, 'px', { key, amount: ms, value }) },
  getset: {
    arity: 3,
    run: ({ keys }, key, value) => {
      const old = keys.text(key) ?? null;
      replace({ keys }, key, value);
      return old;
    },
  },
  getdel: {
    arity: 2,
    run: ({ keys }, key) => {
      const value = keys.text(key) ?? null;
      keys.delete(key);
      return value;
    },
  },
  mget: {
    arity: -2,
    run: ({ keys }, ...names) => names.map((key) => (keys.kind(key) === 'string' ? (keys.text(key) ?? null) : null)),
  },
  mset: {
    arity: -3,
    run: ({ keys }, ...pairs) => {
      if (pairs.length % 2 !== 0) throw replyError("ERR wrong number of arguments for 'mset' command");
      for (let i = 0; i < pairs.length; i += 2) replace({ keys }, pairs[i]!, pairs[i + 1]!);
      return OK;
    },
  },
  strlen: { arity: 2, run: ({ keys }, key) => keys.text(key)?.length ?? 0 },
  append: {
    arity: 3,
    run: ({ keys }, key, more) => {
      const value = (keys.text(key) ?? '') + more;
      keys.setText(key, value);
      return value.length;
    },
  },
  getrange: {
    arity: 4,
    run: ({ keys }, key, first, last) => {
      const [start, end] = [parseInteger(first), parseInteger(last)];
      const value = keys.text(key) ?? '';
      const at = (index: number) => Math.max(0, index < 0 ? value.length + index : index);
      if (start < 0 && end < 0 && start > end) return '';
      return value.slice(at(start), at(end) + 1);
    },
  },
  incr: { arity: 2, run: (context, key) => increase(context, key, 1n) },
  decr: { arity: 2, run: (context, key) => increase(context, key, -1n) },
  incrby: { arity: 3, run: (context, key, by) => increase(context, key, parseBigInteger(by)) },
  decrby: { arity: 3, run: (context, key, by) => increase(context, key, -parseBigInteger(by)) },
};

function set({ keys, now }: CommandContext, key: Bytes, value: Bytes, ...options: Bytes[]): Reply {
  let condition: 'nx' | 'xx' | undefined;
  let expiry: { unit: string; amount: Bytes } | undefined;
  let keepsExpiry = false;
  let givesOld = false;
  for (let i = 0; i < options.length; i++) {
    const option = options[i]!.toLowerCase();
    if (option === 'get') givesOld = true;
    else if ((option === 'nx' || option === 'xx') && (condition ?? option) === option) condition = option;
    else if (option === 'keepttl' && !expiry) keepsExpiry = true;
    else if (/^(ex|px)(at)?$/.test(option) && !expiry && !keepsExpiry && i + 1 < options.length) {
      expiry = { unit: option, amount: options[++i]! };
    } else throw syntaxError();
  }
  const at = expiry && expiryTime(expiry.unit, expiry.amount, { now, command: 'set', positive: true });
  const old = givesOld ? (keys.text(key) ?? null) : null;
  if (condition !== undefined && keys.has(key) !== (condition === 'xx')) return old;
  keys.setText(key, value);
  if (at !== undefined) keys.expireAt(key, at);
  else if (!keepsExpiry) keys.persist(key);
  return givesOld ? old : OK;
}

function setExpiring(
  { keys, now }: CommandContext,
  unit: 'ex' | 'px',
  { key, amount, value }: { key: Bytes; amount: Bytes; value: Bytes },
): Reply {
  const at = expiryTime(unit, amount, { now, command: unit === 'ex' ? 'setex' : 'psetex', positive: true });
  keys.setText(key, value);
  keys.expireAt(key, at);
  return OK;
}

function replace({ keys }: Pick<CommandContext, 'keys'>, key: Bytes, value: Bytes): void {
  keys.setText(key, value);
  keys.persist(key);
}

function increase({ keys }: CommandContext, key: Bytes, by: bigint): number {
  const sum = addIntegers(parseBigInteger(keys.text(key) ?? '0'), by);
  keys.setText(key, String(sum));
  return Number(sum);
}
