/** For tests: an embedded database and a local store in a folder, without a server that would look after its runs. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { createLocalBlobStore } from '../../adapters/blobs/local-blob-store.ts';
import { prepareMigratedDatabase } from '../../adapters/database/migrated-database.test-support.ts';
import { openPgliteDatabase } from '../../adapters/database/pglite-database.ts';
import type { ResultStores } from './run-evidence.ts';

export interface OpenStores extends ResultStores {
  close(): Promise<void>;
}

/** @param directory a data directory, such as a server may be started on afterwards. */
export async function openStores(directory: string): Promise<OpenStores> {
  const folder = path.join(directory, 'database');
  await prepareMigratedDatabase(folder);
  const database = await openPgliteDatabase({ folder });
  const blobs = createLocalBlobStore({
    root: path.join(directory, 'blobs'),
    fs,
    secret: 'a secret of at least 32 characters',
    baseUrl: 'http://127.0.0.1:1/blobs',
  });
  return { database, blobs, close: () => database.close() };
}
