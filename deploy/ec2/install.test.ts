/** The installation below a folder: what it writes, and that it leaves alone what is as it should be. */
import { execFile, spawnSync } from 'node:child_process';
import { cp, lstat, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/server/config.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const DOMAIN = ['--domain', 'api.example.org', '--ui-origin', 'https://app.example.org'];

let root: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'host-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

interface Outcome {
  readonly status: number;
  readonly said: string;
}

function runScript(name: string, args: readonly string[], variables: object = {}): Promise<Outcome> {
  const env = { ...process.env, ...variables };
  return new Promise((resolve) => {
    execFile(path.join(HERE, name), ['--root', root, ...args], { env }, (error, out, err) =>
      resolve({ status: Number(error?.code ?? 0), said: out + err }),
    );
  });
}

/** Every file and link with content and time of change. */
async function everything(): Promise<readonly string[]> {
  const names = (await readdir(root, { recursive: true })).sort();
  return await Promise.all(
    names.map(async (name) => {
      const { mtimeMs, ctimeMs, mode, size } = await lstat(path.join(root, name));
      return `${name} ${mode} ${size} ${mtimeMs} ${ctimeMs}`;
    }),
  );
}

const settings = async () => parseEnv(await readFile(path.join(root, 'opt/screenalytics/.env'), 'utf8'));

describe('install.sh', () => {
  it('asks for what it needs', async () => {
    expect(await runScript('install.sh', [])).toMatchObject({ status: 1, said: expect.stringContaining('--domain') });
    const wrong = await runScript('install.sh', ['--domain', 'https://api.example.org/']);
    expect(wrong).toMatchObject({ status: 1, said: expect.stringContaining('write it like api.example.org') });
    expect(await runScript('install.sh', ['--force'])).toMatchObject({ status: 1 });
  });

  it('writes what the server reads', async () => {
    const first = await runScript('install.sh', DOMAIN, { AWS_S3_BUCKET: 'screen & time', STORAGE_BACKEND: 's3' });
    expect(first).toMatchObject({ status: 0 });
    expect((await stat(path.join(root, 'opt/screenalytics/.env'))).mode & 0o777).toBe(0o640);
    const { server, modelsDirectory } = readConfig({ ...(await settings()) });
    expect(server).toMatchObject({
      host: '127.0.0.1',
      baseUrl: 'https://api.example.org',
      uiOrigins: ['https://app.example.org'],
      dataDirectory: '/var/lib/screenalytics',
      redisUrl: 'redis://127.0.0.1:6379/0',
      storage: { kind: 's3', bucket: 'screen & time' },
    });
    expect(server.secret).toMatch(/^[\w+/]{64}$/);
    expect(first.said).not.toContain(server.secret ?? 'none');
    expect(modelsDirectory).toBe('/opt/screenalytics/models');
    const site = await readFile(path.join(root, 'etc/nginx/sites-available/screenalytics'), 'utf8');
    expect(site.match(/@[A-Z]+@/)).toBeNull();
    expect(site).toContain('server_name api.example.org;');
  });

  it('starts the API, waits until it is well, and only then starts the workers', async () => {
    const { said } = await runScript('install.sh', []);
    const order = ['daemon-reload', 'restart screenalytics-api', '/healthz', 'restart screenalytics-worker'];
    const places = order.map((each) => said.indexOf(each));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('changes nothing when it is run again', async () => {
    const before = await everything();
    const again = await runScript('install.sh', ['--domain', 'other.example.org'], {
      DATABASE_URL: 'postgresql://x/y',
    });
    expect(again.status).toBe(0);
    expect(again.said).not.toMatch(/^(wrote|made|installed|removed)/m);
    expect(await everything()).toEqual(before);
  });

  it('brings back a file that was changed, and leaves the settings to the operator', async () => {
    const unit = path.join(root, 'etc/systemd/system/screenalytics-api.service');
    const wanted = await readFile(unit, 'utf8');
    await writeFile(unit, 'spoilt');
    const own = path.join(root, 'opt/screenalytics/.env');
    await writeFile(own, (await readFile(own, 'utf8')).replace('PORT=8000', 'PORT=8123'));
    await runScript('install.sh', []);
    expect(await readFile(unit, 'utf8')).toBe(wanted);
    expect(await settings()).toMatchObject({ PORT: '8123' });
    expect(await readFile(path.join(root, 'etc/nginx/sites-available/screenalytics'), 'utf8')).toContain(
      '127.0.0.1:8123',
    );
  });
});

/** Another version beside the installed one: a release is named after its content. */
async function installVersion(version: string, change: (source: string) => Promise<void> = async () => {}) {
  const source = await mkdtemp(path.join(os.tmpdir(), 'source-'));
  await cp(path.join(root, 'opt/screenalytics/current/'), source, { recursive: true, dereference: true });
  const manifest = path.join(source, 'package.json');
  await writeFile(manifest, (await readFile(manifest, 'utf8')).replace(/"version": ".*"/, `"version": "${version}"`));
  await change(source);
  const { status, stdout } = spawnSync(path.join(source, 'deploy/ec2/install.sh'), ['--root', root], {
    encoding: 'utf8',
  });
  await rm(source, { recursive: true, force: true });
  expect(status).toBe(0);
  return stdout;
}

describe('rollback.sh', () => {
  const current = async () => path.basename(await readlink(path.join(root, 'opt/screenalytics/current')));
  const unit = () => readFile(path.join(root, 'etc/systemd/system/screenalytics-api.service'), 'utf8');

  it('goes back to the release before with its units, and forward again', async () => {
    expect(await runScript('rollback.sh', [])).toMatchObject({
      status: 1,
      said: expect.stringContaining('no release'),
    });
    const first = await current();
    const said = await installVersion('9.9.8', async (source) => {
      const file = path.join(source, 'deploy/ec2/systemd/screenalytics-api.service');
      await writeFile(file, (await readFile(file, 'utf8')).replace('TasksMax=1024', 'TasksMax=999'));
    });
    expect(said).toContain(`rollback.sh ${first}`);
    const second = await current();
    expect([second.slice(0, 6), (await unit()).includes('TasksMax=999')]).toEqual(['9.9.8-', true]);
    expect(await runScript('rollback.sh', [])).toMatchObject({ status: 0 });
    expect([await current(), (await unit()).includes('TasksMax=1024')]).toEqual([first, true]);
    expect(await runScript('rollback.sh', [second])).toMatchObject({ status: 0 });
    expect(await current()).toBe(second);
    expect(await runScript('rollback.sh', ['never'])).toMatchObject({ status: 1 });
  });

  it('does not go back behind a change of the database before that is restored', async () => {
    const before = await current();
    const said = await installVersion('9.9.9', async (source) => {
      await writeFile(path.join(source, 'src/adapters/database/migrations/999-more.sql'), 'select 1;');
    });
    expect(said).toMatch(/pg_dump .*screenalytics$/m);
    const refused = await runScript('rollback.sh', []);
    expect(refused).toMatchObject({ status: 1, said: expect.stringContaining('999-more.sql') });
    expect(await current()).toMatch(/^9\.9\.9-/);
    expect(await runScript('rollback.sh', ['--database-restored'])).toMatchObject({ status: 0 });
    expect(await current()).toBe(before);
  });

  it('finds no more releases than are kept', async () => {
    for (const version of ['9.9.10', '9.9.11', '9.9.12']) await installVersion(version);
    const kept = await readdir(path.join(root, 'opt/screenalytics/releases'));
    expect(kept).toHaveLength(3);
    expect(kept).toContain(await current());
  });
});

const noShellcheck = whyNoShellcheck();

function whyNoShellcheck(): string | null {
  if (!spawnSync('shellcheck', ['--version']).error) return null;
  if (process.env['CI'] === 'true') throw new Error('shellcheck is missing: install the package shellcheck.');
  return 'shellcheck is not installed (package shellcheck)';
}

it.skipIf(noShellcheck !== null)(
  `the scripts have no fault that shellcheck knows${noShellcheck ? `: ${noShellcheck}` : ''}`,
  () => {
    const files = ['install.sh', 'rollback.sh', 'command-line.sh'];
    const cwd = path.join(HERE, '../..');
    const { stdout, status } = spawnSync('shellcheck', ['-x', ...files.map((name) => path.join('deploy/ec2', name))], {
      cwd,
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([0, '']);
  },
);
