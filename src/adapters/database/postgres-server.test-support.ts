/** A PostgreSQL server of the tests' own: made in a temporary folder, on a free loopback port, gone afterwards. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

/** Debian keeps the programs of each version apart and out of PATH. */
const DEBIAN = '/usr/lib/postgresql';
const PASSWORD = 'correct horse battery';

export interface PostgresServer {
  readonly port: number;
  readonly password: string;
  /** A new database that holds nothing. @returns its URL. */
  newDatabase(): Promise<string>;
  /** As a crash of the machine would: nothing is written any more, no client is told. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Why there can be no server here; null when there can. In CI a missing server is a failure, not a reason. */
export function whyNoPostgres(): string | null {
  if (findPrograms() !== null) return null;
  if (process.env['CI'] === 'true') throw new Error('PostgreSQL is missing: install the package postgresql.');
  return 'PostgreSQL is not installed (package postgresql)';
}

export async function startPostgres(): Promise<PostgresServer> {
  const programs = findPrograms() ?? '';
  const user = unprivilegedUser();
  const folder = mkdtempSync(path.join(tmpdir(), 'postgres-'));
  if (user) chownSync(folder, user.uid, user.gid);
  const data = path.join(folder, 'data');
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const initdb = ['-D', data, '-U', 'tester', '--pwfile', passwordFile, '-A', 'scram-sha-256', '-N', '-E', 'UTF8'];
  execFileSync(path.join(programs, 'initdb'), [...initdb, '--locale', 'C'], { ...user, cwd: folder, stdio: 'pipe' });
  const port = await freePort();
  const url = (database: string) => `postgresql://tester:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`;
  let server: ChildProcess | null = null;
  let databases = 0;

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill(signal);
    await gone;
  };
  const start = async (): Promise<void> => {
    const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: folder, fsync: 'off' };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    server = spawn(path.join(programs, 'postgres'), ['-D', data, ...args], { ...user, cwd: folder, stdio: 'pipe' });
    await untilReady(server);
  };
  await start();
  return {
    port,
    password: PASSWORD,
    async newDatabase() {
      const name = `trial_${++databases}`;
      const client = new pg.Client(url('postgres'));
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return url(name);
    },
    kill: () => end('SIGQUIT'),
    start,
    async stop() {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findPrograms(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => path.join(DEBIAN, version, 'bin')), ...onPath()];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(path.join(folder, name)))) ?? null;
}

const onPath = (): string[] => (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);

/** PostgreSQL refuses to run as root. */
function unprivilegedUser(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
}

/** The log goes on being read, so that the server never waits for a reader. */
function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr?.on('data', (chunk) => {
      log += String(chunk);
      if (log.includes('ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${log}`)));
  });
}
