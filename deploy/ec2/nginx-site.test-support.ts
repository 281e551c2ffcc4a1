/** The nginx site as it stands in deploy/, run by a real nginx on free loopback ports, with a certificate of its own. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../fixtures/servers/free-port.ts';

/** Debian keeps it where only root looks. */
const PATH = `${process.env['PATH']}:/usr/sbin`;
const SITE = fileURLToPath(new URL('nginx/screenalytics.conf', import.meta.url));

/** Why there can be no nginx here; null when there can. In CI a missing server is a failure, not a reason. */
export function whyNoNginx(): string | null {
  if (!spawnSync('nginx', ['-v'], { env: { PATH } }).error) return null;
  if (process.env['CI'] === 'true') throw new Error('nginx is missing: install the package nginx.');
  return 'nginx is not installed (package nginx)';
}

export interface NginxSite {
  /** `https://localhost:…` */
  readonly url: string;
  /** `http://localhost:…` */
  readonly plainUrl: string;
  /** Where the API is expected. */
  readonly apiPort: number;
  /** What certbot would put there is found by the authority. */
  readonly webroot: string;
  /** What `nginx -t` says; empty when there is nothing to say. */
  readonly complaints: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export async function prepareNginxSite(): Promise<NginxSite> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nginx-'));
  const [apiPort, port, plainPort] = [await freePort(), await freePort(), await freePort()];
  const webroot = path.join(folder, 'webroot');
  await mkdir(webroot);
  makeCertificate(folder);
  const site = (await readFile(SITE, 'utf8'))
    .replaceAll('@DOMAIN@', 'localhost')
    .replaceAll('@PORT@', String(apiPort))
    .replaceAll('@TLS@', folder)
    .replaceAll('@WEBROOT@', webroot)
    .replaceAll(/listen \[::\].*\n/g, '\n')
    .replaceAll('listen 80;', `listen 127.0.0.1:${plainPort};`)
    .replaceAll('listen 443 ssl', `listen 127.0.0.1:${port} ssl`);
  const file = path.join(folder, 'nginx.conf');
  await writeFile(path.join(folder, 'site.conf'), site);
  await writeFile(file, mainConfiguration(folder));
  const flags = ['-e', 'stderr', '-p', folder, '-c', file];
  const test = spawnSync('nginx', ['-q', '-t', ...flags], { env: { PATH }, encoding: 'utf8' });
  let server: ChildProcess | null = null;
  return {
    url: `https://localhost:${port}`,
    plainUrl: `http://localhost:${plainPort}`,
    apiPort,
    webroot,
    complaints: test.stderr,
    async start() {
      server = spawn('nginx', flags, { env: { PATH }, stdio: ['ignore', 'ignore', 'pipe'] });
      await untilReady(server);
    },
    async stop() {
      if (server && server.exitCode === null) {
        const gone = once(server, 'exit');
        server.kill('SIGTERM');
        await gone;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function makeCertificate(folder: string): void {
  const files = ['-keyout', path.join(folder, 'privkey.pem'), '-out', path.join(folder, 'fullchain.pem')];
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', ...name, ...files], {
    stdio: 'pipe',
  });
}

/** Started as root, nginx would work as somebody who may not enter the folder. */
function mainConfiguration(folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${path.join(folder, name)};`,
  );
  return `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${path.join(folder, 'nginx.pid')};
error_log stderr notice;
events {}
http {
  access_log off;
  ${temporary.join('\n  ')}
  include ${path.join(folder, 'site.conf')};
}
`;
}

/** The log goes on being read, so that the server never waits for a reader. */
function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr?.on('data', (piece) => {
      log += String(piece);
      if (log.includes('start worker process ')) resolve();
    });
    server.once('exit', () => reject(new Error(`nginx did not start: ${log}`)));
    server.once('error', reject);
  });
}
