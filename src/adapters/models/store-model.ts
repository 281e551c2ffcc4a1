/** Puts a downloaded model into the cache, whole and proven, or not at all. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { sha256Of } from './file-hash.ts';
import { ModelError, systemErrorCode } from './model-error.ts';
import type { ModelEntry } from './port.ts';

/**
 * Checks the bytes against the entry's hash, writes them beside `file` and renames: a reader, also in another
 * process, sees either no file or the whole one.
 *
 * @throws ModelError `models.wrong-hash`, `models.unwritable-cache`, `models.disk-full`.
 */
export async function storeModel(entry: ModelEntry, bytes: Uint8Array, file: string): Promise<void> {
  const actual = sha256Of(bytes);
  if (actual !== entry.sha256) {
    throw new ModelError(
      'models.wrong-hash',
      `The download of ${entry.file} has sha256 ${actual} but ${entry.sha256} is expected: nothing was stored; ` +
        `the file was changed at its source or on the way, so try another network, or copy a proven file to ${file}`,
    );
  }
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFileAtomic(file, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    throw storageError(error, path.dirname(file));
  }
}

/** Converts a failed write in `directory`; an error that is about something else is returned as it is. */
export function storageError(cause: unknown, directory: string): unknown {
  switch (systemErrorCode(cause)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new ModelError(
        'models.disk-full',
        `No space left to store models in ${directory}: free some 60 MB, or choose another folder with SCREENALYTICS_MODELS_DIR`,
        { cause, retryable: true },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
      return new ModelError(
        'models.unwritable-cache',
        `Models cannot be stored in ${directory} (${systemErrorCode(cause)}): make the folder writable, or choose another with SCREENALYTICS_MODELS_DIR`,
        { cause },
      );
    default:
      return cause;
  }
}
