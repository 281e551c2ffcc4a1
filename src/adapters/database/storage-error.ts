/** What went wrong with the folder of the embedded database. */
import { DatabaseError } from './database-error.ts';

/** Converts a failed write in the folder; an error about something else is returned as it is. */
export function storageError(cause: unknown, folder: string): unknown {
  const { code } = cause as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new DatabaseError(
        'database.disk-full',
        `No space left for the embedded database in ${folder}: free some 100 MB, or choose another folder.`,
        { cause, retryable: true },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
      return new DatabaseError(
        'database.unwritable',
        `The embedded database cannot be kept in ${folder} (${code}): make it a writable folder, or choose another.`,
        { cause },
      );
    default:
      return cause;
  }
}
