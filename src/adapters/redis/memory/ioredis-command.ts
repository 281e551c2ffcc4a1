/** ioredis' own command objects: they flatten arguments, call callbacks and shape replies for both kinds of Redis. */
import { Command } from 'ioredis';
import { bytesOf } from './bytes.ts';
import type { Request } from './command.ts';

/** Text, or the bytes as they are (`getBuffer` instead of `get`). */
export type ReplyForm = 'text' | 'buffer';

/** A script that `defineCommand` gave a name. */
export interface NamedScript {
  readonly lua: string;
  /** Absent: each call says it first. */
  readonly numberOfKeys?: number;
}

/** @param args as the caller gave them, perhaps with a callback at the end. */
export function newCommand(name: string, args: readonly unknown[], form: ReplyForm): Command {
  const last = args.at(-1);
  const callback = typeof last === 'function' ? (last as (error?: Error | null, reply?: unknown) => void) : undefined;
  const values = callback ? args.slice(0, -1) : args;
  return new Command(name, values as string[], { replyEncoding: form === 'text' ? 'utf8' : null }, callback as never);
}

export function requestOf({ name, args }: Command): Request {
  return { name: name.toLowerCase(), args: (args as (string | Buffer)[]).map(bytesOf) };
}

/** What EVAL is called with. */
export function evalArguments({ lua, numberOfKeys }: NamedScript, args: readonly unknown[]): unknown[] {
  return numberOfKeys === undefined ? [lua, ...args] : [lua, numberOfKeys, ...args];
}
