/** Strings and replies of Redis on a Lua stack. */
import type { Fengari, LuaState } from 'fengari';
import { type Bytes, bufferOf, bytesOf } from '../bytes.ts';
import { isReplyError, type Reply, replyError, Status } from '../reply.ts';

export interface LuaStack {
  pushBytes(value: Bytes): void;
  pushArray<Part>(parts: readonly Part[], push: (part: Part) => void): void;
  /** Null is false, a status a table with `ok`, an error a table with `err`, also inside arrays. */
  pushReply(reply: Reply): void;
  /** Undefined: no string. */
  bytesAt(index: number): Bytes | undefined;
  /** The value as a reply: numbers are cut to whole ones, arrays end at the first nil. */
  replyAt(index: number): Reply;
}

export function luaStack({ lua }: Fengari, L: LuaState): LuaStack {
  const OK_KEY = Buffer.from('ok');
  const ERR_KEY = Buffer.from('err');

  const pushBytes = (value: Bytes): void => lua.lua_pushstring(L, bufferOf(value));

  function pushField(name: Buffer, value: Bytes): void {
    lua.lua_createtable(L, 0, 1);
    lua.lua_pushstring(L, name);
    pushBytes(value);
    lua.lua_rawset(L, -3);
  }

  function pushArray<Part>(parts: readonly Part[], push: (part: Part) => void): void {
    lua.lua_checkstack(L, 4);
    lua.lua_createtable(L, parts.length, 0);
    for (const [i, part] of parts.entries()) {
      push(part);
      lua.lua_rawseti(L, -2, i + 1);
    }
  }

  function pushReply(reply: Reply): void {
    if (reply === null) lua.lua_pushboolean(L, false);
    else if (typeof reply === 'number') lua.lua_pushnumber(L, reply);
    else if (typeof reply === 'string') pushBytes(reply);
    else if (reply instanceof Status) pushField(OK_KEY, reply.text);
    else if (isReplyError(reply)) pushField(ERR_KEY, bytesOf(reply.message));
    else pushArray(reply, pushReply);
  }

  function bytesAt(index: number): Bytes | undefined {
    return lua.lua_type(L, index) === lua.LUA_TSTRING ? bytesOf(lua.lua_tostring(L, index)!) : undefined;
  }

  function fieldAt(index: number, name: Buffer): Bytes | undefined {
    lua.lua_pushstring(L, name);
    lua.lua_rawget(L, index);
    const value = bytesAt(-1);
    lua.lua_pop(L, 1);
    return value;
  }

  function replyAt(position: number): Reply {
    const index = lua.lua_absindex(L, position);
    lua.lua_checkstack(L, 4);
    switch (lua.lua_type(L, index)) {
      case lua.LUA_TSTRING:
        return bytesAt(index)!;
      case lua.LUA_TNUMBER:
        return Math.trunc(lua.lua_tonumber(L, index));
      case lua.LUA_TBOOLEAN:
        return lua.lua_toboolean(L, index) ? 1 : null;
      case lua.LUA_TTABLE:
        return tableReply(index);
      default:
        return null;
    }
  }

  function tableReply(index: number): Reply {
    const error = fieldAt(index, ERR_KEY);
    if (error !== undefined) return replyError(error);
    const status = fieldAt(index, OK_KEY);
    if (status !== undefined) return new Status(status);
    const parts: Reply[] = [];
    for (let i = 1; ; i++) {
      const type = lua.lua_rawgeti(L, index, i);
      if (type !== lua.LUA_TNIL) parts.push(replyAt(-1));
      lua.lua_pop(L, 1);
      if (type === lua.LUA_TNIL) return parts;
    }
  }

  return { pushBytes, pushArray, pushReply, bytesAt, replyAt };
}
