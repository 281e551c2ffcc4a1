import { z } from 'zod';

/** Paths and queries are text. Where the procedure wants a number, a truth value or a list, the text is read as one. */
export function textReader(input: z.ZodType | null): (values: object) => object {
  const shape = input instanceof z.ZodObject ? (input.shape as Readonly<Record<string, z.ZodType>>) : {};
  const kinds = new Map(Object.entries(shape).map(([name, type]) => [name, kindOf(type)]));
  return (values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, readValue(kinds.get(name), value)]));
}

type Kind = 'number' | 'boolean' | 'array' | 'other';

function kindOf(type: z.ZodType): Kind {
  if (type instanceof z.ZodOptional || type instanceof z.ZodNullable || type instanceof z.ZodDefault) {
    return kindOf(type.unwrap() as z.ZodType);
  }
  if (type instanceof z.ZodNumber) return 'number';
  if (type instanceof z.ZodBoolean) return 'boolean';
  return type instanceof z.ZodArray ? 'array' : 'other';
}

/** What cannot be read stays text: the procedure says then what is wrong with it. */
function readValue(kind: Kind | undefined, value: unknown): unknown {
  if (kind === 'array') return Array.isArray(value) ? value : [value];
  if (typeof value !== 'string') return value;
  if (kind === 'number' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  if (kind === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}
