/** Values that need care on their way into and out of columns. */
import type { ColumnType } from 'kysely';
import { DatabaseError } from './database-error.ts';

declare const json: unique symbol;
declare const reals: unique symbol;

/** A value as JSON text; see {@link toJson}. */
export type JsonText<Value> = string & { readonly [json]: Value };
/** Numbers as text of a `float4[]`; see {@link toReals}. */
export type RealsText = string & { readonly [reals]: true };

/** Type of a `jsonb` column. */
export type Json<Value> = ColumnType<Value, JsonText<Value>, JsonText<Value>>;
/** Type of a `jsonb` column that may be null, which is not the same as JSON's null. */
export type NullableJson<Value> = ColumnType<Value | null, JsonText<Value> | null | undefined, JsonText<Value> | null>;
/** Type of a `float4[]` column. */
export type Reals = ColumnType<Float32Array, RealsText, RealsText>;

/** Drivers disagree about arrays and strings in `jsonb`; text is the same for all. */
export function toJson<Value>(value: Value): JsonText<Value> {
  return JSON.stringify(value) as JsonText<Value>;
}

/** Exact: every 32-bit float comes back as the same bits. */
export function toReals(values: Float32Array): RealsText {
  return `{${Array.from(values).join(',')}}` as RealsText;
}

/** Types whose usual reading differs between drivers, or loses something, by the number PostgreSQL gives them. */
export const valueReaders: Readonly<Record<number, (text: string) => unknown>> = {
  // int8
  20: readWhole,
  // float4[]
  1021: (text) => Float32Array.from(text.length > 2 ? text.slice(1, -1).split(',') : [], Number),
  // date: a day has no time zone
  1082: (text) => text,
  // numeric: exact
  1700: (text) => text,
};

function readWhole(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new DatabaseError('database.invalid-value', `The number ${text} from the database is too large to be exact.`);
}

/**
 * A query's parameter as the text that PostgreSQL reads, null for null.
 *
 * @throws DatabaseError `database.invalid-value` for an object: it needs {@link toJson} or {@link toReals}.
 */
export function parameterText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      throw new DatabaseError(
        'database.invalid-value',
        'A parameter is an object: pass it through toJson or toReals, or list its values.',
      );
  }
}
