/** Hashes. */
import type { Bytes } from '../bytes.ts';
import type { CommandContext, CommandTable } from '../command.ts';
import { addIntegers, parseBigInteger } from '../numbers.ts';
import { OK, replyError } from '../reply.ts';

export const hashCommands: CommandTable = {
  hset: { arity: -4, run: (context, key, ...pairs) => setFields(context, 'hset', key, pairs) },
  hmset: {
    arity: -4,
    run: (context, key, ...pairs) => {
      setFields(context, 'hmset', key, pairs);
      return OK;
    },
  },
  hsetnx: {
    arity: 4,
    run: ({ keys }, key, field, value) => {
      if (keys.read(key, 'hash')?.has(field)) return 0;
      keys.change(key, 'hash', (hash) => hash.set(field, value));
      return 1;
    },
  },
  hget: { arity: 3, run: ({ keys }, key, field) => keys.read(key, 'hash')?.get(field) ?? null },
  hmget: {
    arity: -3,
    run: ({ keys }, key, ...fields) => {
      const hash = keys.read(key, 'hash');
      return fields.map((field) => hash?.get(field) ?? null);
    },
  },
  hgetall: { arity: 2, run: ({ keys }, key) => [...(keys.read(key, 'hash') ?? [])].flat() },
  hkeys: { arity: 2, run: ({ keys }, key) => [...(keys.read(key, 'hash')?.keys() ?? [])] },
  hvals: { arity: 2, run: ({ keys }, key) => [...(keys.read(key, 'hash')?.values() ?? [])] },
  hlen: { arity: 2, run: ({ keys }, key) => keys.read(key, 'hash')?.size ?? 0 },
  hexists: { arity: 3, run: ({ keys }, key, field) => (keys.read(key, 'hash')?.has(field) ? 1 : 0) },
  hstrlen: { arity: 3, run: ({ keys }, key, field) => keys.read(key, 'hash')?.get(field)?.length ?? 0 },
  hdel: {
    arity: -3,
    run: ({ keys }, key, ...fields) => {
      if (keys.read(key, 'hash') === undefined) return 0;
      return keys.change(key, 'hash', (hash) => fields.filter((field) => hash.delete(field)).length);
    },
  },
  hincrby: {
    arity: 4,
    run: ({ keys }, key, field, increment) => {
      const by = parseBigInteger(increment);
      const sum = addIntegers(hashInteger(keys.read(key, 'hash')?.get(field)), by);
      keys.change(key, 'hash', (hash) => hash.set(field, String(sum)));
      return Number(sum);
    },
  },
};

function setFields({ keys }: CommandContext, command: string, key: Bytes, pairs: readonly Bytes[]): number {
  if (pairs.length % 2 !== 0) throw replyError(`ERR wrong number of arguments for '${command}' command`);
  return keys.change(key, 'hash', (hash) => {
    const before = hash.size;
    for (let i = 0; i < pairs.length; i += 2) hash.set(pairs[i]!, pairs[i + 1]!);
    return hash.size - before;
  });
}

function hashInteger(value: Bytes | undefined): bigint {
  try {
    return parseBigInteger(value ?? '0');
  } catch {
    throw replyError('ERR hash value is not an integer');
  }
}
