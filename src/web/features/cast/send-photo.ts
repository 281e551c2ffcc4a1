/** A photograph on its way to a person. */
import type { Person } from '../../../server/contract/cast.ts';
import type { useTrpcClient } from '../../trpc.ts';

type Api = ReturnType<typeof useTrpcClient>;

export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
type PhotoType = (typeof PHOTO_TYPES)[number];
/** What the server takes. */
const MOST_BYTES = 20 * 1024 * 1024;

/** What is wrong with a file, as far as it can be seen from outside; null: nothing. */
export function photoFault({ type, size }: Pick<File, 'type' | 'size'>): string | null {
  if (!isPhotoType(type)) return 'It is no JPEG, PNG or WebP file.';
  if (size === 0) return 'It is empty.';
  return size > MOST_BYTES ? 'It is larger than 20 MB.' : null;
}

/** @returns the person with the photograph. @throws what the API throws; Error when the storage does not take the file. */
export async function sendPhoto(
  api: Api,
  personId: string,
  { file, source }: { readonly file: File; readonly source: 'upload' | 'import' },
): Promise<Person> {
  const { type } = file;
  if (!isPhotoType(type)) throw new Error('It is no JPEG, PNG or WebP file.');
  const { url, fields, photoId } = await api.cast.photoForm.mutate({ id: personId, contentType: type });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  const { ok, status } = await fetch(url, { method: 'POST', body: form });
  if (!ok) throw new Error(`The storage did not take it (status ${status}). Try again.`);
  return await api.cast.addPhoto.mutate({ id: personId, photoId, source });
}

const isPhotoType = (type: string): type is PhotoType => (PHOTO_TYPES as readonly string[]).includes(type);
