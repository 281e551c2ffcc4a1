import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../../errors.ts';

/** A photograph of somebody of the cast. */
export interface CastPhoto {
  /** Name of the folder, as people write it. */
  readonly person: string;
  readonly file: string;
  /** Path below the cast folder, with `/`: names the photograph in warnings. */
  readonly place: string;
}

const PICTURES = new Set(['.jpg', '.jpeg', '.png', '.webp', '.avif', '.tif', '.tiff', '.gif', '.heic', '.heif']);

/**
 * The photographs of a cast folder, by person and file name: one sub-folder per person, named as the person is.
 *
 * @throws UserError `cast.missing` or `cast.empty`.
 */
export async function listCast(folder: string): Promise<readonly CastPhoto[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new UserError('cast.missing', `The cast folder ${folder} cannot be read: check the path.`, { cause });
  });
  const people = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  const photos: CastPhoto[] = [];
  for (const name of people.sort()) {
    const files = await readdir(path.join(folder, name));
    for (const file of files.sort()) {
      if (file.startsWith('.') || !PICTURES.has(path.extname(file).toLowerCase())) continue;
      const person = name.normalize('NFC');
      photos.push({ person, file: path.join(folder, name, file), place: `${person}/${file.normalize('NFC')}` });
    }
  }
  if (photos.length === 0) {
    const message = `The cast folder ${folder} holds no photographs: make one sub-folder per person, named as the person is, with JPEG or PNG files in it.`;
    throw new UserError('cast.empty', message);
  }
  return photos;
}
