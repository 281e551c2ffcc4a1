import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { bundleProgram } from './bundle-program.js';

let root: string;

/** A program of two entries that share a file. Its files are older than any build. */
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'bundle-'));
  await write('package.json', '{ "type": "module" }');
  await write('tsconfig.json', '{}');
  await write('src/server/greeting.ts', "export const greeting: string = 'hello';");
  await write('src/server/cli.ts', "import { greeting } from './greeting.ts'; console.log(greeting);");
  await write('src/server/jobs/stage-host/child-process.ts', "import { greeting } from '../../greeting.ts'; greeting;");
  for (const entry of [
    'server/main',
    'server/worker',
    'server/jobs/stage-host/analysis-process',
    'adapters/database/pglite-worker',
    'adapters/face-index/index-worker',
    'server/features/exports/formats/xlsx-worker',
  ]) {
    await write(`src/${entry}.ts`, 'console.log(1);');
  }
  await settle();
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
}

/** Until the clock of the file system has moved on, a change may belong to the time before a build or after it. */
async function settle(): Promise<void> {
  const written = Date.now();
  await expect.poll(() => Date.now() - written, { interval: 10 }).toBeGreaterThan(30);
}

const say = (bundle: string | null): string =>
  execFileSync(process.execPath, [path.join(`${bundle}`, 'cli.js')], { encoding: 'utf8' }).trim();
const cache = (): string => path.join(root, 'node_modules/.cache/screenalytics');

it('bundles every entry, beside the others', async () => {
  const bundle = bundleProgram(root);
  expect(say(bundle)).toBe('hello');
  expect(await readdir(`${bundle}`)).toEqual(expect.arrayContaining(['cli.js', 'child-process.js', 'cli.js.map']));
});

it('names lines of the sources in errors', async () => {
  await write('src/server/greeting.ts', "export const greeting: string = '';\n\nthrow new Error('no greeting');");
  const file = path.join(`${bundleProgram(root)}`, 'cli.js');
  const { stderr } = spawnSync(process.execPath, ['--enable-source-maps', file], { encoding: 'utf8' });
  expect(stderr).toContain(`${path.join(root, 'src/server/greeting.ts')}:3:`);
});

it('builds once for the same sources', async () => {
  const bundle = bundleProgram(root);
  await writeFile(path.join(`${bundle}`, 'cli.js'), "console.log('kept')");
  expect(say(bundleProgram(root))).toBe('kept');
});

it('builds anew when a source has changed, even if size and time have not', async () => {
  const first = bundleProgram(root);
  await write('src/server/greeting.ts', "export const greeting: string = 'hallo';");
  const long = new Date('2020-01-01');
  await utimes(path.join(root, 'src/server/greeting.ts'), long, long);
  const second = bundleProgram(root);
  expect(say(second)).toBe('hallo');
  // A process of the old sources still finds the rest of its code.
  expect(say(first)).toBe('hello');
});

it('does not trust a bundle whose sources changed about when it was built', async () => {
  const greeting = 'src/server/greeting.ts';
  await write(greeting, "export const greeting: string = 'fresh';");
  const { ctimeMs } = await stat(path.join(root, greeting));
  // Also where this machine took a while to come here.
  vi.useFakeTimers({ toFake: ['Date'], now: ctimeMs + 10 });
  const bundle = bundleProgram(root);
  vi.useRealTimers();
  expect(say(bundle)).toBe('fresh');
  await expect(readFile(path.join(cache(), 'newest.json'))).rejects.toThrow('ENOENT');
});

it('goes back to earlier sources', async () => {
  const first = bundleProgram(root);
  await write('src/server/greeting.ts', "export const greeting: string = 'other';");
  bundleProgram(root);
  await write('src/server/greeting.ts', "export const greeting: string = 'hello';");
  expect(bundleProgram(root)).toBe(first);
});

it('removes bundles that nobody has used for long', async () => {
  const first = bundleProgram(root);
  const long = new Date('2020-01-01');
  await utimes(`${first}`, long, long);
  await write('src/server/greeting.ts', "export const greeting: string = 'other';");
  const second = bundleProgram(root);
  expect((await readdir(cache())).filter((name) => !name.endsWith('.json'))).toEqual([path.basename(`${second}`)]);
});

it('says that there is none where it cannot be kept', async () => {
  await write('node_modules/.cache', 'a file where a folder should be');
  expect(bundleProgram(root)).toBeNull();
});

it('says that there is none of a source with a fault, and leaves nothing', async () => {
  await write('src/server/greeting.ts', 'export const greeting: string = ;');
  expect(bundleProgram(root)).toBeNull();
  expect(await readdir(cache())).toEqual([]);
});

it('takes up what another process has built meanwhile', async () => {
  const bundle = `${bundleProgram(root)}`;
  await rm(path.join(cache(), 'newest.json'));
  expect(bundleProgram(root)).toBe(bundle);
  expect((await readdir(cache())).sort()).toEqual([path.basename(bundle), 'newest.json'].sort());
});
