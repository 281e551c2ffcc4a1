/** The command, with the real `npm audit`, against a registry of ours. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '..', '..');

/** @param answer what the registry says when it is asked about packages; it knows nothing else. */
async function audit(answer: { readonly status: number; readonly body: object }) {
  const registry = http.createServer((request, response) => {
    request.resume();
    const { status, body } = request.method === 'POST' ? answer : { status: 404, body: {} };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  const { port } = registry.address() as AddressInfo;
  // npm remembers what it was told about a package.
  const cache = await mkdtemp(path.join(os.tmpdir(), 'audit-'));
  const npm = {
    npm_config_registry: `http://127.0.0.1:${port}/`,
    npm_config_cache: cache,
    npm_config_fetch_retries: '0',
  };
  const program = spawn(process.execPath, ['--import', 'tsx', path.join('deploy', 'packages', 'audit.ts')], {
    cwd: ROOT,
    env: { ...process.env, ...npm },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [program.stdout, program.stderr]) stream.on('data', (piece) => (said += String(piece)));
  const [status] = await once(program, 'close');
  registry.closeAllConnections();
  registry.close();
  await rm(cache, { recursive: true, force: true });
  return { status, lines: said.trimEnd().split('\n') };
}

it('fails when a shipped package has a known vulnerability of high severity', async () => {
  const advisory = { id: 1, url: 'https://example.org/1', title: 'Reads any file', vulnerable_versions: '>=0.0.0' };
  const { status, lines } = await audit({ status: 200, body: { fastify: [{ ...advisory, severity: 'high' }] } });
  expect([status, lines]).toEqual([
    1,
    ['fastify: high: Reads any file https://example.org/1 (there is no clean version yet)'],
  ]);
});

it('warns in one line, and does not fail, where the registry answers no such questions', async () => {
  const { status, lines } = await audit({ status: 405, body: {} });
  expect([status, lines]).toEqual([0, [expect.stringMatching(/^warning: .*405 Method Not Allowed.* Run `npm run/)]]);
});
