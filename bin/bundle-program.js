// The program as a few JavaScript files, made from the sources when they have changed and kept otherwise.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What is started as a process of its own. Their bundles lie side by side, as `<name>.js`. */
const ENTRIES = [
  'src/server/cli.ts',
  'src/server/main.ts',
  'src/server/worker.ts',
  'src/server/jobs/stage-host/child-process.ts',
  'src/server/jobs/stage-host/analysis-process.ts',
  'src/adapters/database/pglite-worker.ts',
  'src/adapters/face-index/index-worker.ts',
  'src/server/features/exports/formats/xlsx-worker.ts',
];
/** What a bundle depends on besides this file and the sources that it is made from. */
const SETTINGS = ['tsconfig.json', 'package.json'];
/** File systems stamp changes by a clock that lags by some milliseconds. */
const CLOCK_LAG_MS = 20;
/** Bundles of earlier sources go when nobody has started one for so long. */
const KEPT_MS = 7 * 24 * 3600 * 1000;

/** @typedef {{ bundle: string, sources: Record<string, string> }} Manifest the newest bundle, and the hashes of what it was made from. */

/**
 * Folder of the bundle of the program as its sources are now. A bundle's folder never changes, so a process may load
 * from it, or start another from it, long after the sources have.
 *
 * @param {string} root the program's folder
 * @returns {string | null} null where no bundle can be made or kept: the folder is not writable, or a source has a
 *   fault, which tsx then reports.
 */
export function bundleProgram(root) {
  const folder = path.join(root, 'node_modules', '.cache', 'screenalytics');
  try {
    const known = freshBundle(root, folder);
    if (known !== null) return known;
    return buildBundle(root, folder);
  } catch {
    return null;
  }
}

/**
 * @param {string} root
 * @param {string} folder
 */
function freshBundle(root, folder) {
  /** @type {Manifest} */
  let manifest;
  try {
    manifest = JSON.parse(readFileSync(manifestFile(folder), 'utf8'));
    for (const [file, hash] of Object.entries(manifest.sources)) if (hashSource(root, file) !== hash) return null;
  } catch {
    return null;
  }
  const bundle = path.join(folder, manifest.bundle);
  if (!existsSync(bundle)) return null;
  keepInUse(bundle);
  return bundle;
}

/** @param {string} bundle */
function keepInUse(bundle) {
  const now = new Date();
  try {
    // Once an hour is enough, and costs a reader of a read-only folder nothing.
    if (now.getTime() - statSync(bundle).mtimeMs > 3600 * 1000) utimesSync(bundle, now, now);
  } catch {
    // Who may not write does not remove bundles either.
  }
}

/**
 * @param {string} root
 * @param {string} folder
 */
function buildBundle(root, folder) {
  // Loaded only here: the usual start needs no bundler.
  /** @type {typeof import('esbuild')} */
  const esbuild = createRequire(import.meta.url)('esbuild');
  mkdirSync(folder, { recursive: true });
  const started = Date.now();
  const { outputFiles, metafile } = esbuild.buildSync({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    // As deep as the bundle will lie: source maps name the sources relative to it.
    outdir: path.join(folder, 'bundle'),
    entryNames: '[name]',
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const ownFile = path.relative(root, fileURLToPath(import.meta.url));
  const files = [...Object.keys(metafile.inputs), ...SETTINGS, ownFile].sort();
  const sources = Object.fromEntries(files.map((file) => [file, hashSource(root, file)]));
  const outputs = outputFiles.map(({ path: file, contents }) => ({ name: path.basename(file), contents }));
  const hash = createHash('sha256');
  for (const { name, contents } of outputs) hash.update(`${name}\0${contents.length}\0`).update(contents);
  /** @type {Manifest} */
  const manifest = { bundle: hash.digest('hex').slice(0, 20), sources };
  const bundle = path.join(folder, manifest.bundle);
  // Written beside and renamed: another process sees all of it or nothing, also when two build at a time.
  const partial = `${bundle}.${process.pid}`;
  mkdirSync(partial);
  for (const { name, contents } of outputs) writeFileSync(path.join(partial, name), contents, { flush: true });
  putInPlace(partial, bundle);
  // A source changed meanwhile may be in the bundle as it was before: good for this start, but not for the next.
  const settled = files.every((file) => statSync(path.join(root, file)).ctimeMs < started - CLOCK_LAG_MS);
  if (settled) writeManifest(folder, manifest);
  removeUnused(folder, manifest.bundle);
  return bundle;
}

/**
 * @param {string} folder
 * @param {Manifest} manifest
 */
function writeManifest(folder, manifest) {
  const partial = `${manifestFile(folder)}.${process.pid}`;
  writeFileSync(partial, JSON.stringify(manifest), { flush: true });
  renameSync(partial, manifestFile(folder));
}

/**
 * @param {string} partial
 * @param {string} bundle
 */
function putInPlace(partial, bundle) {
  try {
    renameSync(partial, bundle);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    // Named after its content: one that is there is the same.
    if (!existsSync(bundle)) throw error;
    keepInUse(bundle);
  }
}

/**
 * @param {string} folder
 * @param {string} current
 */
function removeUnused(folder, current) {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (name === current || file === manifestFile(folder)) continue;
    // Another process may just be renaming or removing it.
    const found = statSync(file, { throwIfNoEntry: false });
    if (found && Date.now() - found.mtimeMs > KEPT_MS) rmSync(file, { recursive: true, force: true });
  }
}

/** @param {string} folder */
const manifestFile = (folder) => path.join(folder, 'newest.json');

/**
 * @param {string} root
 * @param {string} file
 */
const hashSource = (root, file) =>
  createHash('sha256')
    .update(readFileSync(path.join(root, file)))
    .digest('hex');
