/** What JSON and MessagePack are made of, as Lua values. */
import type { Fengari, LuaState } from 'fengari';
import { type Bytes, bytesOf } from '../bytes.ts';
import { replyError } from '../reply.ts';
import type { LuaStack } from './lua-stack.ts';

/** What a decoder gives: text, or bytes where they are no text. */
export type Decoded =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly Decoded[]
  | { readonly [name: string]: Decoded };

/** What an encoder takes: every table as a map, its strings as bytes. */
export type LuaValue = null | boolean | number | Bytes | LuaTable;
export type LuaTable = ReadonlyMap<Bytes | number, LuaValue>;

export interface LuaTables {
  /** Null becomes what `pushNull` pushes. */
  push(value: Decoded, pushNull: () => void): void;
  /** @throws ReplyError for functions and other things that have no form outside Lua. */
  read(index: number): LuaValue;
  /** `cjson.null`: a value of its own, because nil cannot stand in a table. Read as null. */
  pushNullObject(): void;
}

/** As in Redis's cjson; it also ends a table that contains itself. */
const MAX_DEPTH = 1000;

/** The values of a table with whole keys from 1; holes are null. Undefined: it has other keys. */
export function arrayOf(table: LuaTable): (LuaValue | null)[] | undefined {
  let max = 0;
  for (const key of table.keys()) {
    if (typeof key !== 'number' || !Number.isInteger(key) || key < 1) return undefined;
    max = Math.max(max, key);
  }
  if (max > 10 && max > table.size * 2) throw replyError('ERR Cannot serialise table: excessively sparse array');
  return Array.from({ length: max }, (_, i) => table.get(i + 1) ?? null);
}

export function luaTables({ lua }: Fengari, L: LuaState, stack: LuaStack): LuaTables {
  const nullObject = Symbol('cjson.null');

  function push(value: Decoded, pushNull: () => void): void {
    if (value === null || value === undefined) pushNull();
    else if (typeof value === 'boolean') lua.lua_pushboolean(L, value);
    else if (typeof value === 'number') lua.lua_pushnumber(L, value);
    else if (typeof value === 'string' || value instanceof Uint8Array) stack.pushBytes(bytesOf(value));
    else if (Array.isArray(value)) stack.pushArray(value as readonly Decoded[], (part) => push(part, pushNull));
    else pushObject(Object.entries(value), pushNull);
  }

  function pushObject(entries: readonly (readonly [string, Decoded])[], pushNull: () => void): void {
    lua.lua_checkstack(L, 4);
    lua.lua_createtable(L, 0, entries.length);
    for (const [name, value] of entries) {
      stack.pushBytes(bytesOf(name));
      push(value, pushNull);
      lua.lua_rawset(L, -3);
    }
  }

  function read(position: number, depth = 0): LuaValue {
    const index = lua.lua_absindex(L, position);
    if (depth > MAX_DEPTH) throw replyError(`ERR Cannot serialise, excessive depth (${depth})`);
    lua.lua_checkstack(L, 4);
    switch (lua.lua_type(L, index)) {
      case lua.LUA_TSTRING:
        return stack.bytesAt(index)!;
      case lua.LUA_TNUMBER:
        return lua.lua_tonumber(L, index);
      case lua.LUA_TBOOLEAN:
        return lua.lua_toboolean(L, index);
      case lua.LUA_TTABLE:
        return readTable(index, depth);
      case lua.LUA_TLIGHTUSERDATA:
      case lua.LUA_TNIL:
        return null;
      default:
        throw replyError('ERR Cannot serialise this type: type not supported');
    }
  }

  function readTable(index: number, depth: number): LuaTable {
    const table = new Map<Bytes | number, LuaValue>();
    lua.lua_pushnil(L);
    while (lua.lua_next(L, index) !== 0) {
      const key = lua.lua_type(L, -2) === lua.LUA_TNUMBER ? lua.lua_tonumber(L, -2) : stack.bytesAt(-2);
      if (key === undefined) throw replyError('ERR Cannot serialise table: table key must be a number or string');
      table.set(key, read(-1, depth + 1));
      lua.lua_pop(L, 1);
    }
    return table;
  }

  return { push, read, pushNullObject: () => lua.lua_pushlightuserdata(L, nullObject) };
}
