/** Which files of a result folder are kept, where, and as what. */
import path from 'node:path';
import { artifactKey, type RunPlace } from '../../adapters/blobs/object-layout.ts';

const CROPS = 'crops/';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.jsonl': 'application/x-ndjson',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.jpg': 'image/jpeg',
};

/** What a file is said to be, by its name. */
export const contentTypeOf = (name: string): string =>
  CONTENT_TYPES[path.extname(name).toLowerCase()] ?? 'application/octet-stream';

/** Whether a file is one of the face crops, which are found by their face and not by their name. */
export const isCrop = (name: string): boolean => name.startsWith(CROPS);

/** Key of a file of the result folder. @param name its path below the folder, with `/`. */
export function keyOfArtifact(place: RunPlace, name: string): string {
  if (isCrop(name)) return artifactKey('crops', place, name.slice(CROPS.length));
  return artifactKey(name.startsWith('screentime.') ? 'analytics' : 'manifests', place, name);
}
