/** From a folder of photographs to people that can be recognised. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CastMember } from '../../../pipeline/cluster/name-clusters.ts';
import { embedding } from '../../../pipeline/units.ts';
import { castJob, castResult } from './cast-job.ts';
import { hashFile, resultKey } from './hash.ts';
import type { CastPhoto } from './list-cast.ts';
import type { StageSetting } from './stage-setting.ts';
import { keepOnly, writeWhole } from './whole-file.ts';

/** Raised when the same photographs would give something else. */
const VERSION = 2;

/** Reads the photographs, or what an earlier run made of them. Warns about each one that cannot be used. */
export async function readCast(setting: StageSetting, photos: readonly CastPhoto[]): Promise<readonly CastMember[]> {
  if (photos.length === 0) return [];
  const { pool, models, workFolder, warn } = setting;
  const hashes: string[] = [];
  for (const { file } of photos) hashes.push(await hashFile(file, { signal: setting.signal }));
  const shas = [models.detector.sha256, models.landmarks?.sha256 ?? null, models.embedder.sha256];
  const name = `${resultKey({ stage: 'cast', VERSION, shas, hashes })}.json`;
  const file = path.join(workFolder, 'cast', name);
  let results = await readResults(file);
  if (results === null) {
    const input = { models, photos: photos.map((photo) => ({ file: photo.file })), withChips: false };
    results = await pool.run(castJob, input, { title: 'reading the photographs of the cast' });
    await writeWhole(file, JSON.stringify(results));
  }
  await keepOnly(path.dirname(file), [name]);
  const members = new Map<string, CastMember['photos'][number][]>();
  for (const [index, { person, place }] of photos.entries()) {
    const result = results[index];
    const usable = members.get(person) ?? [];
    members.set(person, usable);
    if (result && 'vector' in result) usable.push(decodeVector(result.vector));
    else warn(unusable(place, result?.reason ?? 'nothing is known about it'));
  }
  for (const [person, usable] of members) if (usable.length === 0) warn(unknownFace(person));
  return [...members].flatMap(([person, usable]) => (usable.length > 0 ? [{ name: person, photos: usable }] : []));
}

export function decodeVector(base64: string) {
  return embedding(new Float32Array(new Uint8Array(Buffer.from(base64, 'base64')).buffer));
}

async function readResults(file: string) {
  try {
    return castResult.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

const unusable = (place: string, reason: string) => ({
  code: 'cast.photo-unusable',
  message: `The photograph ${place} was not used: ${reason}.`,
  remedy: 'Give a sharp photograph that shows the face from the front, as JPEG or PNG.',
});

const unknownFace = (person: string) => ({
  code: 'cast.person-without-photo',
  message: `${person} cannot be recognised: none of the photographs could be used.`,
  remedy: 'Add a sharp photograph that shows the face from the front, and run again.',
});
