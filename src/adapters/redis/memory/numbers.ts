/** Numbers as Redis reads and writes them. */
import type { Bytes } from './bytes.ts';
import { replyError } from './reply.ts';

const INTEGER = /^(0|-?[1-9]\d{0,18})$/;
const FLOAT = /^[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?|inf|infinity)$/i;
const MAX = 2n ** 63n - 1n;
const MIN = -(2n ** 63n);

/** A 64-bit integer. @throws ReplyError when it is none. */
export function parseBigInteger(text: Bytes): bigint {
  const value = INTEGER.test(text) ? BigInt(text) : undefined;
  if (value === undefined || value > MAX || value < MIN) {
    throw replyError('ERR value is not an integer or out of range');
  }
  return value;
}

/** An integer; beyond 2^53 rounded, which only counts and indexes ever are that tell "all". */
export function parseInteger(text: Bytes): number {
  return Number(parseBigInteger(text));
}

/** An integer from 0. @throws ReplyError when it is none. */
export function parseCount(text: Bytes, message = 'ERR value is out of range, must be positive'): number {
  if (!INTEGER.test(text) || text.startsWith('-')) throw replyError(message);
  return Number(text);
}

/** A score or increment; `inf`, `-inf` and `+inf` are numbers here. */
export function parseFloatingPoint(text: Bytes, message = 'ERR value is not a valid float'): number {
  if (!FLOAT.test(text)) throw replyError(message);
  return /inf/i.test(text) ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);
}

/** Sum of two 64-bit integers. @throws ReplyError when it is none. */
export function addIntegers(a: bigint, b: bigint): bigint {
  const sum = a + b;
  if (sum > MAX || sum < MIN) throw replyError('ERR increment or decrement would overflow');
  return sum;
}

/** As C's printf writes `%.{precision}g`. */
export function formatGeneral(value: number, precision: number): Bytes {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', exponent = '0'] = value.toExponential(precision - 1).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < precision) return withoutTail(value.toFixed(Math.max(0, precision - 1 - power)));
  return `${withoutTail(mantissa)}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** A score as it is replied: 17 significant digits, which tell every double apart. */
export const formatScore = (score: number): Bytes => formatGeneral(score, 17);

function withoutTail(decimals: string): string {
  return decimals.includes('.') ? decimals.replace(/\.?0+$/, '') : decimals;
}
