/** A process that writes an object without end, for killing it. Arguments: root folder, key. For test files only. */
import * as fs from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { generatedBytes } from './body-content.test-support.ts';
import { createLocalBlobStore } from './local-blob-store.ts';

const [root = '', key = ''] = process.argv.slice(2);
const store = createLocalBlobStore({ root, fs, secret: 'x'.repeat(32), baseUrl: 'http://127.0.0.1/blobs' });
const piece = generatedBytes(64 * 1024);

async function* endless(): AsyncGenerator<Uint8Array> {
  for (let n = 0; ; n++) {
    if (n === 16) process.stdout.write('a megabyte is written\n');
    await setImmediate();
    yield piece;
  }
}

await store.put(key, endless());
