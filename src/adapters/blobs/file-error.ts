/** Failures of the file system in words. */
import { BlobError } from './blob-error.ts';

/** The code of a failed system call such as `ENOSPC`; empty when there is none. */
export function systemCode(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : '';
}

/** Whether a path leads to no file. */
export const isAbsent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(systemCode(error));

/** The error as a {@link BlobError} when it is one that a person can mend; else as it is. `what` begins the message. */
export function explainFileError(error: unknown, what: string, root: string): unknown {
  if (error instanceof BlobError) return error;
  const code = systemCode(error);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new BlobError(
        'blobs.storage-full',
        `${what}: no space is left in ${root}; free some, then try again: what was finished is kept`,
        { cause: error, retryable: true },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new BlobError(
        'blobs.access-denied',
        `${what}: ${root} may not be read or written (${code}); give this user the right to, or choose another folder`,
        { cause: error },
      );
    case 'EISDIR':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'ENOTEMPTY':
      return new BlobError(
        'blobs.key-conflict',
        `${what}: a part of this key is an object, or the key is the folder of others; choose another key`,
        { cause: error },
      );
    case 'EMFILE':
    case 'ENFILE':
      return new BlobError('blobs.unavailable', `${what}: too many files are open; raise the limit (ulimit -n)`, {
        cause: error,
        retryable: true,
      });
    default:
      return error;
  }
}
