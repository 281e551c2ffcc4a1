import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { treeMemory } from './process-memory.ts';
import { timeProcess } from './time-process.ts';

const HELD = 100e6;
/** Holds 100 MB in a child of its own, says so, and waits to be killed. */
const HOLDER = `
  const { spawn } = require('node:child_process');
  const code = 'globalThis.held = Buffer.alloc(${HELD}, 1); process.stdout.write("holding"); process.stdin.resume()';
  const child = spawn(process.execPath, ['-e', code], { stdio: ['pipe', 'inherit', 'inherit'] });
  process.stdin.resume().on('end', () => child.stdin.end());
`;

describe.skipIf(!existsSync('/proc/self/smaps_rollup'))('memory of a process tree (needs /proc)', () => {
  it('counts what a grandchild holds, and nothing once the tree has ended', async () => {
    const holder = spawn(process.execPath, ['-e', HOLDER], { stdio: ['pipe', 'pipe', 'inherit'] });
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    const memory = treeMemory(holder.pid ?? 0);
    holder.stdin.end();
    await new Promise((resolve) => holder.once('close', resolve));

    expect(memory.processes).toBe(2);
    expect(memory.pssBytes).toBeGreaterThan(HELD);
    expect(memory.rssBytes).toBeGreaterThanOrEqual(memory.pssBytes);
    expect(treeMemory(holder.pid ?? 0)).toEqual({ pssBytes: 0, rssBytes: 0, processes: 0 });
  });
});

it('says why a timed program failed', async () => {
  const failing = timeProcess(process.execPath, ['-e', 'console.error("out of paper"); process.exit(3)']);
  await expect(failing).rejects.toThrow(/exit code 3: out of paper/);
  await expect(timeProcess('/no/such/program', [])).rejects.toThrow(/could not be started/);
});
