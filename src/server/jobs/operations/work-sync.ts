/**
 * Finished steps of a run on their way between hosts: each worker puts what it has finished into the storage and takes
 * what others have. Files there are named after all that they depend on, so a file of the same path is the same file.
 */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { artifactKey, type RunPlace } from '../../../adapters/blobs/object-layout.ts';
import type { BlobStore } from '../../../adapters/blobs/port.ts';

/** What tells of this host, or is not finished. */
const OWN = /^(lock(\..*)?|source\.json|README\.txt)$|\.partial$/;

export interface WorkSync {
  /** Puts into the storage what it lacks. */
  push(place: RunPlace, workFolder: string, signal: AbortSignal): Promise<void>;
  /** Takes from the storage what the folder lacks. */
  pull(place: RunPlace, workFolder: string, signal: AbortSignal): Promise<void>;
  /** Removes what the run has in the storage. */
  clear(place: RunPlace): Promise<void>;
}

/** For workers that share a disk: everything is where it belongs. */
export const sharedDisk: WorkSync = {
  push: () => Promise.resolve(),
  pull: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};

const keyOf = (place: RunPlace, file: string): string => artifactKey('manifests', place, `work/${file}`);
const prefixOf = (place: RunPlace): string => keyOf(place, 'x').slice(0, -1);

export function createWorkSync(blobs: BlobStore): WorkSync {
  async function stored(place: RunPlace, signal?: AbortSignal): Promise<Map<string, number>> {
    const prefix = prefixOf(place);
    const found = new Map<string, number>();
    let cursor: string | undefined;
    do {
      const page = await blobs.list(prefix, { ...(cursor !== undefined && { cursor }), ...(signal && { signal }) });
      for (const { key, bytes } of page.blobs) found.set(key.slice(prefix.length), bytes);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return found;
  }
  return {
    async push(place, workFolder, signal) {
      const there = await stored(place, signal);
      for (const file of await filesIn(workFolder)) {
        const full = path.join(workFolder, file);
        const { size } = await stat(full);
        if (there.get(file) === size) continue;
        await blobs.put(keyOf(place, file), createReadStream(full), { bytes: size, signal });
      }
    },
    async pull(place, workFolder, signal) {
      for (const [file, bytes] of await stored(place, signal)) {
        const full = path.join(workFolder, file);
        if ((await stat(full).catch(() => null))?.size === bytes) continue;
        await mkdir(path.dirname(full), { recursive: true });
        const partial = `${full}.${randomUUID()}.partial`;
        const { body } = await blobs.get(keyOf(place, file), { signal });
        await writeFile(partial, body, { signal, flush: true });
        await rename(partial, full);
      }
    },
    async clear(place) {
      await blobs.deletePrefix(prefixOf(place));
    },
  };
}

/** Paths below the folder, with `/`; none where there is no folder. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !OWN.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}
