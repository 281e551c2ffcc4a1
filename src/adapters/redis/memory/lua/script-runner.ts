/** Runs Lua scripts: one interpreter for all, each script compiled once. */
import { createHash } from 'node:crypto';
import type { Fengari } from 'fengari';
import { type Bytes, bufferOf } from '../bytes.ts';
import type { ScriptCall, ScriptEngine } from '../command.ts';
import { isReplyError, type Reply, replyError } from '../reply.ts';
import { DOUBLES_PRELUDE, SEALED_GLOBALS, withDoubles } from './lua-numbers.ts';
import { luaStack } from './lua-stack.ts';
import { openRedisLibrary } from './redis-library.ts';

export function createScriptRunner(fengari: Fengari): ScriptEngine {
  const { lua, lauxlib, lualib } = fengari;
  const L = lauxlib.luaL_newstate();
  const stack = luaStack(fengari, L);
  /** Where Lua keeps the compiled scripts, by SHA-1; and the SHA-1 by source, which spares hashing it at every call. */
  const compiled = new Map<string, number>();
  const hashes = new Map<Bytes, string>();
  /** The script that runs now: scripts run one after the other. */
  let current: ScriptCall | undefined;
  /** A fault of this program inside a script: Lua would hide it. */
  let fault: { readonly error: unknown } | undefined;

  function command(name: string, args: readonly Bytes[]): Reply {
    try {
      return current!.command(name, args);
    } catch (error) {
      if (!isReplyError(error)) fault = { error };
      throw error;
    }
  }

  function compile(source: Bytes): number {
    const chunk = bufferOf(withDoubles(source));
    if (lauxlib.luaL_loadbuffer(L, chunk, chunk.length, Buffer.from('@user_script')) !== lua.LUA_OK) {
      const reason = stack.bytesAt(-1);
      lua.lua_settop(L, 0);
      throw replyError(`ERR Error compiling script (new function): ${reason}`);
    }
    return lauxlib.luaL_ref(L, lua.LUA_REGISTRYINDEX);
  }

  function setGlobal(name: string, values: readonly Bytes[]): void {
    lua.lua_pushglobaltable(L);
    stack.pushBytes(name);
    stack.pushArray(values, stack.pushBytes);
    lua.lua_rawset(L, -3);
    lua.lua_pop(L, 1);
  }

  function call(reference: number): Reply {
    lua.lua_rawgeti(L, lua.LUA_REGISTRYINDEX, reference);
    const succeeded = lua.lua_pcall(L, 0, 1, 0) === lua.LUA_OK;
    if (fault) throw fault.error;
    const reply = stack.replyAt(-1);
    if (isReplyError(reply)) throw reply;
    if (succeeded) return reply;
    throw replyError(`ERR ${typeof reply === 'string' ? reply : 'the script ended with an error that is no text'}`);
  }

  for (const [name, open] of [
    ['_G', lualib.luaopen_base],
    ['math', lualib.luaopen_math],
    ['string', lualib.luaopen_string],
    ['table', lualib.luaopen_table],
  ] as const) {
    lauxlib.luaL_requiref(L, Buffer.from(name), open, 1);
    lua.lua_pop(L, 1);
  }
  openRedisLibrary(fengari, L, stack, command);
  for (const source of [DOUBLES_PRELUDE, SEALED_GLOBALS]) call(compile(source));
  lua.lua_settop(L, 0);

  return {
    load(source) {
      const known = hashes.get(source);
      if (known !== undefined) return known;
      const sha = createHash('sha1').update(bufferOf(source)).digest('hex');
      compiled.set(sha, compile(source));
      hashes.set(source, sha);
      return sha;
    },
    has: (sha) => compiled.has(sha),
    forgetAll() {
      for (const reference of compiled.values()) lauxlib.luaL_unref(L, lua.LUA_REGISTRYINDEX, reference);
      compiled.clear();
      hashes.clear();
    },
    run(sha, script) {
      const reference = compiled.get(sha);
      if (reference === undefined) throw replyError('NOSCRIPT No matching script. Please use EVAL.');
      current = script;
      fault = undefined;
      try {
        setGlobal('KEYS', script.keys);
        setGlobal('ARGV', script.args);
        return call(reference);
      } finally {
        current = undefined;
        lua.lua_settop(L, 0);
      }
    },
  };
}
