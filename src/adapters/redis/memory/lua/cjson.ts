/** JSON as the library `cjson` of Redis's Lua writes and reads it. */
import { type Bytes, textOf } from '../bytes.ts';
import { formatGeneral } from '../numbers.ts';
import { replyError } from '../reply.ts';
import { arrayOf, type Decoded, type LuaTable, type LuaValue } from './lua-tables.ts';

/** Digits that cjson writes of a number. */
const PRECISION = 14;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to be escaped.
const SPECIAL = /["\\/\u0000-\u001f\u007f]/g;
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

export function encodeJson(value: LuaValue): Bytes {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return jsonNumber(value);
  if (value === null || typeof value === 'boolean') return String(value);
  return jsonTable(value);
}

/** @throws ReplyError when it is no JSON. */
export function decodeJson(json: Bytes): Decoded {
  try {
    return JSON.parse(textOf(json)) as Decoded;
  } catch (error) {
    throw replyError(`ERR ${(error as SyntaxError).message}`);
  }
}

/** An empty table is an object. */
function jsonTable(table: LuaTable): Bytes {
  const array = table.size > 0 ? arrayOf(table) : undefined;
  if (array) return `[${array.map(encodeJson).join(',')}]`;
  const members = [...table].map(([key, value]) => {
    const name = typeof key === 'number' ? formatGeneral(key, PRECISION) : key;
    return `${quoted(name)}:${encodeJson(value)}`;
  });
  return `{${members.join(',')}}`;
}

function jsonNumber(value: number): Bytes {
  if (!Number.isFinite(value)) throw replyError('ERR Cannot serialise number: must not be NaN or Inf');
  return formatGeneral(value, PRECISION);
}

function quoted(text: Bytes): Bytes {
  const escaped = text.replace(
    SPECIAL,
    (character) => SHORT_ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}
