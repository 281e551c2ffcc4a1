/** What the storage holds, by kinds of keys. */
import { statfs } from 'node:fs/promises';
import { kindOfKey, STORED_KINDS } from '../../../adapters/blobs/object-layout.ts';
import type { BlobStore } from '../../../adapters/blobs/port.ts';
import type { StorageUse } from '../../contract/system.ts';

/** Lists every object: a request per thousand. @param directory on the disk whose room is told. */
export async function measureStorage(blobs: Pick<BlobStore, 'list'>, directory: string): Promise<StorageUse> {
  const used = new Map(STORED_KINDS.map((kind) => [kind, { kind, objects: 0, bytes: 0 }]));
  let cursor: string | undefined;
  do {
    const page = await blobs.list('', cursor === undefined ? {} : { cursor });
    for (const { key, bytes } of page.blobs) {
      const entry = used.get(kindOfKey(key));
      if (!entry) continue;
      entry.objects++;
      entry.bytes += bytes;
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return { items: [...used.values()], diskFreeBytes: await freeBytes(directory) };
}

async function freeBytes(directory: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize;
  } catch {
    return null; // The directory is made when something is kept in it.
  }
}
