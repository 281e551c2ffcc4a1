/** Brings the files of a result folder to the storage. */
import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { RunPlace } from '../../../../adapters/blobs/object-layout.ts';
import type { BlobStore } from '../../../../adapters/blobs/port.ts';
import { contentTypeOf, isCrop, keyOfArtifact } from '../../../results/artifact-place.ts';

export interface StoredArtifact {
  /** Path below the result folder, with `/`. */
  readonly name: string;
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface ArtifactSource {
  readonly folder: string;
  readonly place: RunPlace;
  readonly signal: AbortSignal;
}

/** Most files are crops of some kilobytes: storing one is waiting, for the disk or the network. */
const AT_ONCE = 16;
/** Larger files are read twice, to hash and to send, instead of being held. */
const HELD_BYTES = 1 << 20;

/**
 * Stores every file but those under `work/`; what is there already is replaced. Gives all but the crops, by name.
 *
 * @throws BlobError; the signal's reason when aborted.
 */
export async function storeArtifacts(blobs: BlobStore, source: ArtifactSource): Promise<readonly StoredArtifact[]> {
  const names = await resultFiles(source.folder);
  // Every transfer listens to it, in several places; Node.js would take so many for a leak.
  setMaxListeners(0, source.signal);
  const stored: StoredArtifact[] = [];
  const waiting = names.values();
  const work = async (): Promise<void> => {
    try {
      for (const name of waiting) {
        source.signal.throwIfAborted();
        const artifact = await storeFile(blobs, source, name);
        if (!isCrop(name)) stored.push(artifact);
      }
    } finally {
      // Whatever ends one ends all: a list that is read to its end has nothing left for the others.
      for (const _ of waiting);
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  // After the last one has ended: nothing goes on behind the caller's back.
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
  return stored.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function resultFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => !name.startsWith('work/') && !name.startsWith('.') && !name.endsWith('.partial'))
    .sort();
}

async function storeFile(
  blobs: BlobStore,
  { folder, place, signal }: ArtifactSource,
  name: string,
): Promise<StoredArtifact> {
  const file = path.join(folder, name);
  const key = keyOfArtifact(place, name);
  const { size: bytes } = await stat(file);
  const held = bytes <= HELD_BYTES ? await readFile(file) : null;
  const sha256 = await hashOf(held ?? createReadStream(file));
  await blobs.put(key, held ?? createReadStream(file), { contentType: contentTypeOf(name), bytes, sha256, signal });
  return { name, key, bytes, sha256 };
}

async function hashOf(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  if (content instanceof Uint8Array) hash.update(content);
  else for await (const piece of content) hash.update(piece);
  return hash.digest('hex');
}
