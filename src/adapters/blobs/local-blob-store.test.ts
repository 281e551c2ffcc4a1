import * as fs from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { memfs } from 'memfs';
import { describeBlobStore } from './conformance.ts';
import type { FileSystem } from './file-system.ts';
import { startLocalTrial } from './local-trial.test-support.ts';

describeBlobStore('local store on a disk', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'blobs ü '));
  const trial = await startLocalTrial(fs, root);
  const { close } = trial;
  return Object.assign(trial, {
    close: async () => {
      await close();
      await rm(root, { recursive: true, force: true });
    },
  });
});

describeBlobStore('local store in memory', () => startLocalTrial(inMemory(), '/blobs'), ['disk']);

/** memfs has what we need of `node:fs/promises`; its declared types leave out `sync` of an open file. */
function inMemory(): FileSystem {
  return memfs().fs.promises as unknown as FileSystem;
}
