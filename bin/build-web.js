// The web client as static files in dist/web: built when its sources, or where the API is, differ from what was built last.
// `--if-possible` goes on without it where the tools for building are not installed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = path.join(root, 'dist', 'web');
const stamp = `${target}.json`;

const key = keyOf();
if (!isBuilt()) await build();

function keyOf() {
  const hash = createHash('sha256').update(process.env['VITE_API_BASE'] ?? '');
  const folders = ['src/web', 'src/server/contract'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test(-support)?\./.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  for (const file of [
    ...folders,
    ...['bin/build-web.js', 'vite.config.ts', 'package-lock.json'].map((name) => path.join(root, name)),
  ].sort()) {
    hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function isBuilt() {
  if (!existsSync(path.join(target, 'index.html')) || !existsSync(stamp)) return false;
  return readFileSync(stamp, 'utf8') === key;
}

async function build() {
  // What is set for tests or development would put React's development build into the pages.
  process.env['NODE_ENV'] = 'production';
  const vite = await import('vite').catch(() => null);
  if (vite === null) {
    if (process.argv.includes('--if-possible')) return;
    console.error('The tools that build the web client are not installed: run npm ci without --omit=dev.');
    process.exit(1);
  }
  // Beside, then renamed: a server that hands out the last build never sees half of this one.
  const partial = `${target}.${process.pid}`;
  rmSync(stamp, { force: true });
  await vite.build({
    configFile: path.join(root, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: partial, emptyOutDir: true },
  });
  mkdirSync(path.dirname(target), { recursive: true });
  rmSync(target, { recursive: true, force: true });
  try {
    renameSync(partial, target);
  } catch {
    // Another build of the same was quicker.
    rmSync(partial, { recursive: true, force: true });
  }
  writeFileSync(stamp, key);
  console.log('The web client is built.');
}
