/// <reference path="./fengari.d.ts" />
import type { Fengari } from 'fengari';
import { RedisError } from '../../redis-error.ts';

/** fengari reads this variable once, when it is loaded. */
const SETTING = 'FENGARICONF';

/**
 * Loads the Lua interpreter set up to write the number 1 as `1`, as Redis does, not as `1.0`: job ids are made so.
 * It must come before anything else loads fengari; ioredis-mock does.
 *
 * @throws RedisError `redis.unsupported-runtime` when it came too late.
 */
export async function loadFengari(): Promise<Fengari> {
  // biome-ignore lint/style/noProcessEnv: not a setting of ours: the package has no other way to be told.
  const environment = process.env;
  const before = environment[SETTING];
  environment[SETTING] = JSON.stringify({ LUA_COMPAT_FLOATSTRING: true });
  try {
    const { default: fengari } = await import('fengari');
    mustWriteWholeNumbersPlainly(fengari);
    return fengari;
  } finally {
    if (before === undefined) delete environment[SETTING];
    else environment[SETTING] = before;
  }
}

function mustWriteWholeNumbersPlainly({ lua, lauxlib }: Fengari): void {
  const state = lauxlib.luaL_newstate();
  lua.lua_pushnumber(state, 1);
  if (Buffer.from(lua.lua_tostring(state, -1) ?? []).toString() !== '1') {
    const message =
      'The in-memory Redis writes numbers in a wrong way, because fengari was loaded before it. Import ioredis-mock and fengari nowhere else.';
    throw new RedisError('redis.unsupported-runtime', message);
  }
}
