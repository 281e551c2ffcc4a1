import type { BlobStore } from '../../../adapters/blobs/port.ts';
import { UserError } from '../../../errors.ts';

/** Whether there is an object of this key, and of this length where one is given. */
export async function isStored(blobs: BlobStore, key: string, bytes?: number): Promise<boolean> {
  try {
    const info = await blobs.head(key);
    return bytes === undefined || info.bytes === bytes;
  } catch (error) {
    if (error instanceof UserError && error.code === 'blobs.not-found') return false;
    throw error;
  }
}
