/** What commands reply, and how replies look to ioredis. */
import { ReplyError } from 'ioredis';
import { type Bytes, bufferOf, textOf } from './bytes.ts';

/** A status such as OK. Scripts see it as a table `{ok = text}`, clients as a string. */
export class Status {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** An error of Redis itself, to be told from faults of this program. Inside an array: one failed part. */
export type RedisReplyError = Error & { readonly name: 'ReplyError' };

export type Reply = Bytes | number | null | Status | RedisReplyError | readonly Reply[];

export const OK = new Status('OK');

/** The class that ioredis uses, so that `instanceof` holds on both. */
export const replyError = (message: string): RedisReplyError => new ReplyError(message);

export const isReplyError = (value: unknown): value is RedisReplyError => value instanceof ReplyError;

export const wrongType = (): RedisReplyError =>
  replyError('WRONGTYPE Operation against a key holding the wrong kind of value');

export const syntaxError = (): RedisReplyError => replyError('ERR syntax error');

/** The reply as ioredis delivers it: text, or buffers where the caller asked for them. */
export function decodeReply(reply: Reply, as: 'text' | 'buffer'): unknown {
  if (typeof reply === 'string') return as === 'text' ? textOf(reply) : bufferOf(reply);
  if (reply instanceof Status) return as === 'text' ? reply.text : Buffer.from(reply.text);
  if (Array.isArray(reply)) return reply.map((part) => decodeReply(part, as));
  return reply;
}
