/** A connection to Redis as far as this adapter calls it itself: ioredis has this method. */
export interface ScriptClient {
  call(command: string, ...args: (string | number)[]): Promise<unknown>;
}

/** Begins scripts that need the time: that of Redis, because the clocks of processes differ. */
export const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;

export interface ScriptCall {
  readonly keys: readonly string[];
  readonly args: readonly (string | number)[];
}

export function runScript(client: ScriptClient, script: string, { keys, args }: ScriptCall): Promise<unknown> {
  return client.call('EVAL', script, keys.length, ...keys, ...args);
}
