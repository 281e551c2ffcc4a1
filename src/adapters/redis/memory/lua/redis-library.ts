/** The tables `redis`, `cjson` and `cmsgpack` that scripts find. */
import { createHash } from 'node:crypto';
import type { Fengari, LuaFunction, LuaState } from 'fengari';
import { type Bytes, bufferOf } from '../bytes.ts';
import { formatScore } from '../numbers.ts';
import { isReplyError, type Reply, replyError, Status } from '../reply.ts';
import { decodeJson, encodeJson } from './cjson.ts';
import { messagePack } from './cmsgpack.ts';
import type { LuaStack } from './lua-stack.ts';
import { luaTables } from './lua-tables.ts';

/**
 * Makes them global.
 *
 * @param command runs a command for the script that runs now.
 */
export function openRedisLibrary(
  fengari: Fengari,
  L: LuaState,
  stack: LuaStack,
  command: (name: string, args: readonly Bytes[]) => Reply,
): void {
  const { lua } = fengari;
  const tables = luaTables(fengari, L, stack);
  const pack = messagePack();

  /** A failure of Redis is thrown inside Lua as its table; any other is a fault of this program and goes through. */
  function protectedCall(action: () => void): number {
    try {
      action();
      return 1;
    } catch (error) {
      if (!isReplyError(error)) throw error;
      stack.pushReply(error);
    }
    return lua.lua_error(L);
  }

  function callCommand(): Reply {
    const words = Array.from({ length: lua.lua_gettop(L) }, (_, i) => wordAt(i + 1));
    if (words.length === 0) throw replyError('ERR Please specify at least one argument for this redis.call() call');
    return command(words[0]!.toLowerCase(), words.slice(1));
  }

  function wordAt(index: number): Bytes {
    if (lua.lua_type(L, index) === lua.LUA_TNUMBER) return formatScore(lua.lua_tonumber(L, index));
    const word = stack.bytesAt(index);
    if (word === undefined) throw replyError('ERR Lua redis lib command arguments must be strings or integers');
    return word;
  }

  const firstBytes = (): Bytes => {
    const bytes = stack.bytesAt(1);
    if (bytes === undefined) throw replyError('ERR wrong number or type of arguments');
    return bytes;
  };

  const functions: Readonly<Record<string, Readonly<Record<string, LuaFunction>>>> = {
    redis: {
      call: () =>
        protectedCall(() => {
          const reply = callCommand();
          if (isReplyError(reply)) throw reply;
          stack.pushReply(reply);
        }),
      pcall: () => {
        stack.pushReply(caught(callCommand));
        return 1;
      },
      error_reply: () => protectedCall(() => stack.pushReply(replyError(firstBytes().replace(/^-/, '')))),
      status_reply: () => protectedCall(() => stack.pushReply(new Status(firstBytes()))),
      sha1hex: () =>
        protectedCall(() => stack.pushBytes(createHash('sha1').update(bufferOf(firstBytes())).digest('hex'))),
    },
    cjson: {
      encode: () => protectedCall(() => stack.pushBytes(encodeJson(tables.read(1)))),
      decode: () => protectedCall(() => tables.push(decodeJson(firstBytes()), tables.pushNullObject)),
    },
    cmsgpack: {
      pack: () => protectedCall(() => stack.pushBytes(pack.pack(tables.read(1)))),
      unpack: () => protectedCall(() => tables.push(pack.unpack(firstBytes()), () => lua.lua_pushnil(L))),
    },
  };

  for (const [table, members] of Object.entries(functions)) {
    lua.lua_pushglobaltable(L);
    stack.pushBytes(table);
    lua.lua_createtable(L, 0, 8);
    for (const [name, run] of Object.entries(members)) {
      stack.pushBytes(name);
      lua.lua_pushcfunction(L, run);
      lua.lua_rawset(L, -3);
    }
    if (table === 'cjson') {
      stack.pushBytes('null');
      tables.pushNullObject();
      lua.lua_rawset(L, -3);
    }
    lua.lua_rawset(L, -3);
    lua.lua_pop(L, 1);
  }
}

function caught(run: () => Reply): Reply {
  try {
    return run();
  } catch (error) {
    if (isReplyError(error)) return error;
    throw error;
  }
}
