/** When keys expire. */
import type { Bytes } from '../bytes.ts';
import type { CommandContext, CommandTable } from '../command.ts';
import { parseInteger } from '../numbers.ts';
import { replyError } from '../reply.ts';

export const expiryCommands: CommandTable = {
  expire: { arity: -3, run: (context, key, amount, ...when) => expire(context, 'ex', { key, amount, when }) },
  pexpire: { arity: -3, run: (context, key, amount, ...when) => expire(context, 'px', { key, amount, when }) },
  expireat: { arity: -3, run: (context, key, amount, ...when) => expire(context, 'exat', { key, amount, when }) },
  pexpireat: { arity: -3, run: (context, key, amount, ...when) => expire(context, 'pxat', { key, amount, when }) },
  persist: {
    arity: 2,
    run: ({ keys }, key) => {
      if (keys.expiry(key) === undefined) return 0;
      keys.persist(key);
      return 1;
    },
  },
  pttl: { arity: 2, run: (context, key) => timeLeft(context, key) },
  ttl: {
    arity: 2,
    run: (context, key) => {
      const left = timeLeft(context, key);
      // Rounded to the nearest second, as Redis does.
      return left < 0 ? left : Math.floor((left + 500) / 1000);
    },
  },
  pexpiretime: { arity: 2, run: ({ keys }, key) => keys.expiry(key) ?? (keys.has(key) ? -1 : -2) },
};

const COMMANDS: Readonly<Record<string, string>> = { ex: 'expire', px: 'pexpire', exat: 'expireat', pxat: 'pexpireat' };

/**
 * The moment that an option such as `PX 500` means, in milliseconds since 1970.
 *
 * @param unit `ex`, `px` (from now), `exat`, `pxat` (since 1970).
 * @throws ReplyError when it is no integer, too far away, or (where it must be) not positive.
 */
export function expiryTime(
  unit: string,
  amount: Bytes,
  { now, command, positive }: { now: number; command: string; positive: boolean },
): number {
  const value = parseInteger(amount);
  const ms = unit.startsWith('ex') ? value * 1000 : value;
  const at = unit.endsWith('at') ? ms : now + ms;
  if ((positive && value <= 0) || Math.abs(ms) > Number.MAX_SAFE_INTEGER * 1000) {
    throw replyError(`ERR invalid expire time in '${command}' command`);
  }
  return at;
}

function expire(
  { keys, now }: CommandContext,
  unit: 'ex' | 'px' | 'exat' | 'pxat',
  { key, amount, when }: { key: Bytes; amount: Bytes; when: readonly Bytes[] },
): number {
  const conditions = when.map((word) => word.toLowerCase());
  const unknown = conditions.findIndex((word) => !['nx', 'xx', 'gt', 'lt'].includes(word));
  if (unknown >= 0) throw replyError(`ERR Unsupported option ${when[unknown]}`);
  const [nx, xx, gt, lt] = ['nx', 'xx', 'gt', 'lt'].map((word) => conditions.includes(word));
  if (nx && (xx || gt || lt)) throw replyError('ERR NX and XX, GT or LT options at the same time are not compatible');
  if (gt && lt) throw replyError('ERR GT and LT options at the same time are not compatible');
  const at = expiryTime(unit, amount, { now, command: COMMANDS[unit]!, positive: false });
  if (!keys.has(key)) return 0;
  const old = keys.expiry(key);
  if ((nx && old !== undefined) || (xx && old === undefined)) return 0;
  if ((gt && at <= (old ?? Infinity)) || (lt && at >= (old ?? Infinity))) return 0;
  if (at <= now) keys.delete(key);
  else keys.expireAt(key, at);
  return 1;
}

/** −1: stays; −2: there is no such key. */
function timeLeft({ keys, now }: CommandContext, key: Bytes): number {
  const at = keys.expiry(key);
  if (at === undefined) return keys.has(key) ? -1 : -2;
  return Math.max(0, at - now);
}
