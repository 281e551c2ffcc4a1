import { chmod, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withFolder } from './made-up-run.test-support.ts';
import { readArtifact, writeArtifact, writeArtifactLines, writeArtifactWith } from './write-artifact.ts';

const hasFullDevice = process.platform === 'linux';
const isRoot = process.getuid?.() === 0;

describe('writeArtifact', () => {
  it('makes the folder, replaces the file and leaves nothing beside it', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'crops', 'a.txt');
      await writeArtifact(path, 'old and long');
      await writeArtifact(path, 'new');
      expect(await readFile(path, 'utf8')).toBe('new');
      expect(await readdir(join(folder, 'crops'))).toEqual(['a.txt']);
    }));

  it('keeps the old file when writing fails', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'a.txt');
      await writeArtifact(path, 'old');
      const failing = writeArtifactWith(path, async (file) => {
        await file.writeFile('half');
        throw new Error('stage failed');
      });
      await expect(failing).rejects.toThrow('stage failed');
      expect(await readFile(path, 'utf8')).toBe('old');
      expect(await readdir(folder)).toEqual(['a.txt']);
    }));

  it('overwrites what a killed run left behind', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'a.txt');
      await writeFile(`${path}.partial`, 'a long rest of an earlier run');
      await writeArtifact(path, 'new');
      expect(await readFile(path, 'utf8')).toBe('new');
    }));

  it('writes more lines than one chunk holds, in order', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'lines.txt');
      const lines = Array.from({ length: 20_000 }, (_, i) => `line ${i}`);
      await writeArtifactLines(path, lines);
      expect(await readFile(path, 'utf8')).toBe(`${lines.join('\n')}\n`);
    }));

  it.runIf(hasFullDevice)('says what to do when the disk is full', () =>
    withFolder(async (folder) => {
      const writing = writeArtifactWith(join(folder, 'a.txt'), async () => {
        const full = await open('/dev/full', 'w');
        await full.writeFile('x').finally(() => full.close());
      });
      await expect(writing).rejects.toMatchObject({ code: 'artifact.disk-full', retryable: true });
    }),
  );

  it('says what to do when a file stands where the folder should be', () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'out'), '');
      const writing = writeArtifact(join(folder, 'out', 'run.json'), '{}');
      await expect(writing).rejects.toMatchObject({ name: 'UserError', code: 'artifact.not-a-folder' });
    }));

  it.skipIf(isRoot)('says what to do when writing is forbidden', () =>
    withFolder(async (folder) => {
      await chmod(folder, 0o500);
      await expect(writeArtifact(join(folder, 'a'), '')).rejects.toMatchObject({ code: 'artifact.not-writable' });
      await chmod(folder, 0o700);
    }),
  );
});

describe('readArtifact', () => {
  it('says what to do when the file is missing', () =>
    withFolder(async (folder) => {
      await expect(readArtifact(join(folder, 'run.json'))).rejects.toMatchObject({ code: 'artifact.missing' });
    }));
});
