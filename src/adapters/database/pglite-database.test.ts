import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from './conformance.ts';
import { prepareMigratedDatabase } from './migrated-database.test-support.ts';
import { connectPglite, openPgliteDatabase } from './pglite-database.ts';
import { tidy } from './pglite-housekeeping.ts';
import { storageError } from './storage-error.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'embedded '));
});
afterAll(() => rm(root, { recursive: true, force: true }));

testDatabase('embedded PostgreSQL', () => {
  let made = 0;
  return Promise.resolve({
    vectorSearch: 'pgvector',
    empty() {
      const folder = path.join(root, `database ${++made}`);
      return Promise.resolve(() => connectPglite({ folder }));
    },
  });
});

/** Starts a process that opens the database in `folder`, runs `body`, and says so. */
async function startProcess(folder: string, body: string) {
  await prepareMigratedDatabase(folder);
  const script = path.join(root, `${path.basename(folder)}.mts`);
  const file = new URL('./pglite-database.ts', import.meta.url).href;
  await writeFile(
    script,
    `import { openPgliteDatabase } from ${JSON.stringify(file)};
    const database = await openPgliteDatabase({ folder: ${JSON.stringify(folder)} });
    const { queries } = database;
    ${body}`,
  );
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) if (line === 'ready') return child;
  throw new Error('The other process ended early.');
}

/** Each process loads the program and opens a database: on a machine that ten others use, no matter of one minute. */
const WITH_PROCESSES = { timeout: 240_000 } as const;

describe('the folder of the embedded database', () => {
  it('keeps what was committed when its process is killed in a transaction, and no more', WITH_PROCESSES, async () => {
    const folder = path.join(root, 'killed');
    for (const round of [1, 2]) {
      const child = await startProcess(
        folder,
        `const show = (id) => ({ id, title: 'x'.repeat(10_000) });
        for (let n = 0; n < 50; n++) await queries.insertInto('shows').values(show('kept-${round}-' + n)).execute();
        await database.transaction(async (transaction) => {
          for (let n = 0; n < 50; n++) await transaction.insertInto('shows').values(show('lost-' + n)).execute();
          process.stdout.write('ready\\n');
          await new Promise(() => setInterval(() => {}, 1000));
        });`,
      );
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      const database = await openPgliteDatabase({ folder });
      const rows = await database.queries.selectFrom('shows').select('id').execute();
      expect(rows).toHaveLength(50 * round);
      expect(rows.every(({ id }) => id.startsWith('kept-'))).toBe(true);
      await database.close();
    }
  });

  it('belongs to one process at a time, which others name', WITH_PROCESSES, async () => {
    const folder = path.join(root, 'shared');
    const child = await startProcess(
      folder,
      `process.once('SIGTERM', () => database.close().then(() => process.exit()));
      setInterval(() => {}, 1000);
      process.stdout.write('ready\\n');`,
    );
    await expect(openPgliteDatabase({ folder })).rejects.toMatchObject({
      code: 'database.in-use',
      retryable: true,
      message: expect.stringMatching(new RegExp(`^The [^\\n]+ is open in process ${child.pid} on [^\\n]+\\.$`)),
    });
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await gone).toEqual([0, null]);
    const database = await openPgliteDatabase({ folder });
    await expect(openPgliteDatabase({ folder })).rejects.toThrow(/is open in this process/);
    await database.close();
    expect(await readdir(folder)).toEqual(['data']);
  });

  it.each([
    ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, birth: null, host: hostname() })],
    ['a process that got the number of another', JSON.stringify({ pid: process.pid, birth: '1', host: hostname() })],
    ['nobody any more', 'half a li'],
  ])('is taken over from %s', async (_, lock) => {
    const folder = path.join(root, 'stale');
    await prepareMigratedDatabase(folder);
    await writeFile(path.join(folder, 'lock'), lock);
    await (await openPgliteDatabase({ folder })).close();
  });

  it('is respected when another machine has it', async () => {
    const folder = path.join(root, 'elsewhere');
    await mkdir(folder);
    await writeFile(path.join(folder, 'lock'), JSON.stringify({ pid: 1, birth: null, host: 'elsewhere' }));
    await expect(openPgliteDatabase({ folder })).rejects.toThrow(/process 1 on elsewhere/);
  });

  it('is tidied when enough has changed, and only then', async () => {
    const connector = await connectPglite({ folder: path.join(root, 'tidied') });
    const connection = await connector.connect();
    await connection.query('create table numbers as select generate_series(1, 10000) as number', []);
    expect(await tidy(connection, 2 ** 30)).toBe(false);
    expect(await tidy(connection, 1000)).toBe(true);
    expect(await tidy(connection, 1000)).toBe(false);
    const { rows } = await connection.query("select reltuples from pg_class where relname = 'numbers'", []);
    expect(rows).toEqual([{ reltuples: 10000 }]);
    connection.release(false);
    await connector.end();
  });

  it('says so when the database in it has stopped, and lets go of it', async () => {
    const folder = path.join(root, 'stopped');
    const connector = await connectPglite({ folder });
    const connection = await connector.connect();
    await connection.query('create temporary table numbers (number int)', []);
    // Whoever copies in has to send more, which the embedded database waits for in vain.
    for (const statement of ['copy numbers from stdin', 'select 1']) {
      await expect(connection.query(statement, [])).rejects.toMatchObject({
        code: 'database.unusable',
        message: expect.stringMatching(/^The embedded database in [^\n]+ has stopped/),
      });
    }
    connection.release(true);
    await connector.end();
    expect(await readdir(folder)).toEqual(['data']);
  });

  it('is made whole after an interruption', async () => {
    const folder = path.join(root, 'interrupted');
    await mkdir(path.join(folder, 'data.new', 'base'), { recursive: true });
    await (await openPgliteDatabase({ folder })).close();
    expect(await readdir(folder)).toEqual(['data']);
  });

  it('is refused when another version made it', async () => {
    const folder = path.join(root, 'older');
    await mkdir(path.join(folder, 'data'), { recursive: true });
    await writeFile(path.join(folder, 'data', 'PG_VERSION'), '17\n');
    await expect(openPgliteDatabase({ folder })).rejects.toMatchObject({
      code: 'database.unusable',
      message: expect.stringMatching(/was made by PostgreSQL 17, this program has 18: /),
    });
    expect(await readdir(folder)).toEqual(['data']);
  });

  it('is refused in one line when it is damaged', async () => {
    const folder = path.join(root, 'damaged');
    await prepareMigratedDatabase(folder);
    await writeFile(path.join(folder, 'data', 'global', 'pg_control'), Buffer.alloc(8192));
    await expect(openPgliteDatabase({ folder })).rejects.toMatchObject({
      code: 'database.unusable',
      message: expect.stringMatching(/^The [^\n]+$/),
    });
  });

  it('has to be a folder that can be written to', async () => {
    const file = path.join(root, 'file');
    await writeFile(file, '');
    for (const folder of [file, path.join(file, 'below')]) {
      const message = expect.stringMatching(/^The embedded database cannot be kept in [^\n]+: [^\n]+\.$/);
      await expect(openPgliteDatabase({ folder })).rejects.toMatchObject({ code: 'database.unwritable', message });
    }
  });

  it.skipIf(process.getuid?.() === 0)('has to be a folder that this user may write to', async () => {
    const folder = path.join(root, 'locked');
    await mkdir(folder, { mode: 0o500 });
    await expect(openPgliteDatabase({ folder })).rejects.toMatchObject({ code: 'database.unwritable' });
  });

  it('says so when there is no space', async (context) => {
    if (!existsSync('/dev/full')) context.skip('only Linux has a device that is always full');
    const full: unknown = await writeFile('/dev/full', 'x').catch((error: unknown) => error);
    expect(storageError(full, root)).toMatchObject({ code: 'database.disk-full', retryable: true });
    const other = new Error('other');
    expect(storageError(other, root)).toBe(other);
  });
});
