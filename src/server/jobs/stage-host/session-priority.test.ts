import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

const module = new URL('./session-priority.ts', import.meta.url).href;

/** @returns what the system says of the session of a process with this priority that leads one of its own. */
async function sessionOf(priority: number): Promise<string> {
  const program = `
    import { readFileSync } from 'node:fs';
    import os from 'node:os';
    import { carryPriorityToSession } from ${JSON.stringify(module)};
    // Waiting for another try keeps no process alive.
    const alive = setInterval(() => {}, 1_000);
    os.setPriority(${priority});
    await carryPriorityToSession();
    clearInterval(alive);
    process.stdout.write(readFileSync('/proc/self/autogroup', 'utf8'));`;
  const flags = ['--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', program];
  const child = spawn(process.execPath, flags, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  return await text(child.stdout);
}

it.skipIf(!existsSync('/proc/self/autogroup'))('weighs a session as its process, and leaves others alone', async () => {
  const own = readFileSync('/proc/self/autogroup', 'utf8');
  expect(await sessionOf(10)).toMatch(/nice 10$/m);
  expect(await sessionOf(0)).toMatch(/nice 0$/m);
  expect(readFileSync('/proc/self/autogroup', 'utf8')).toBe(own);
});
