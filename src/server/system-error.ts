/** Failures of the operating system that a user can mend, in words. */
import { UserError } from '../errors.ts';

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the disk: free some and run the same command again, finished work is kept',
  EDQUOT: 'the disk quota is used up: free some space and run the same command again, finished work is kept',
  EACCES: 'permission denied: change the permissions, or choose another folder',
  EPERM: 'permission denied: change the permissions, or choose another folder',
  EROFS: 'the disk is read-only: choose another folder',
  EMFILE: 'too many files are open: raise the limit (ulimit -n), or try --workers 1',
  ENOMEM: 'memory has run out: close other programs, or try --workers 1',
};

/** What passes when others let go of something. */
const MAY_PASS = ['ENOSPC', 'EDQUOT', 'EMFILE', 'ENOMEM'];

/** The error as a {@link UserError} when it is one of the system's that can be mended; else as it is. */
export function explainSystemError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const { code = '', path } = error as NodeJS.ErrnoException;
  const remedy = REMEDIES[code];
  if (remedy === undefined) return error;
  return new UserError(`system.${code.toLowerCase()}`, `${path ?? 'The system'}: ${remedy}.`, {
    cause: error,
    retryable: MAY_PASS.includes(code),
  });
}
