/** The facebank of a show as the folder of photographs that an analysis recognises people by. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BlobStore } from '../../../adapters/blobs/port.ts';
import type { Queries } from '../../../adapters/database/port.ts';

interface CastStores {
  readonly queries: Queries;
  readonly blobs: BlobStore;
}

interface CastFolder {
  readonly show: string;
  /** Emptied first. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Gives the folder, one sub-folder per person; null where the show has no photographs. */
export async function fillCastFolder(
  { queries, blobs }: CastStores,
  { show, folder, signal }: CastFolder,
): Promise<string | null> {
  const photos = await queries
    .selectFrom('facebank_photos')
    .innerJoin('people', 'people.id', 'facebank_photos.person_id')
    .select(['people.id as person', 'people.name', 'facebank_photos.sha256', 'facebank_photos.original_key as key'])
    .where('people.show_id', '=', show)
    .where('people.archived_at', 'is', null)
    .orderBy('people.name')
    .orderBy('facebank_photos.sha256')
    .execute();
  await rm(folder, { recursive: true, force: true });
  if (photos.length === 0) return null;
  for (const { person, name, sha256, key } of photos) {
    const { info, body } = await blobs.get(key, { signal });
    const extension = EXTENSIONS[info.contentType] ?? '.jpg';
    // Named by what it shows, so that the same facebank is the same folder everywhere.
    const target = path.join(folder, nameInAnalysis({ id: person, name }), `${sha256}${extension}`);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, body, { signal });
  }
  return folder;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/webp': '.webp',
  'image/avif': '.avif',
};

/**
 * What an analysis calls somebody of the cast, with photographs or without; publishing finds the person again. Some names are
 * no names of folders: publishing knows people by their id as well.
 */
export const nameInAnalysis = ({ id, name }: { readonly id: string; readonly name: string }): string =>
  isFolderName(name) ? name : id;

const isFolderName = (name: string): boolean => !/[/\\\0]|^\./.test(name) && Buffer.byteLength(name) <= 200;
