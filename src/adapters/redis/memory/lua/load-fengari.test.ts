import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { loadFengari } from './load-fengari.ts';

it('leaves the environment as it was', async () => {
  const before = { ...process.env };
  await loadFengari();
  expect({ ...process.env }).toEqual(before);
});

it('notices when something else was quicker to load fengari', async () => {
  const script = `await import('fengari');
    const { loadFengari } = await import('./src/adapters/redis/memory/lua/load-fengari.ts');
    await loadFengari().catch((error) => console.log(error.code));`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    '--input-type=module',
    '--eval',
    script,
  ]);
  expect(stdout.trim()).toBe('redis.unsupported-runtime');
});
