/** Videos that lie on this machine's disk. */
import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../../errors.ts';

export interface DiskFile {
  /** Without links. */
  readonly path: string;
  readonly bytes: number;
}

/**
 * A regular file, opened for reading; the caller closes it.
 *
 * @throws UserError `files.not-found`, `files.unusable`.
 */
export async function openDiskFile(wanted: string): Promise<DiskFile & { readonly handle: FileHandle }> {
  if (!path.isAbsolute(wanted) || wanted.includes('\0')) {
    throw new UserError('files.unusable', `${wanted} is no whole path: give it from the root, like /videos/x.mp4.`);
  }
  let handle: FileHandle | undefined;
  try {
    const real = await realpath(wanted);
    // A pipe that nobody writes to would be waited for.
    handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = await handle.stat();
    if (!found.isFile()) throw new UserError('files.unusable', `${wanted} is no regular file: name the video itself.`);
    if (found.size === 0) throw new UserError('files.unusable', `${wanted} is empty: copy the video there again.`);
    return { path: real, bytes: found.size, handle };
  } catch (cause) {
    await handle?.close();
    throw explain(wanted, cause);
  }
}

function explain(wanted: string, cause: unknown): unknown {
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new UserError('files.not-found', `There is no file ${wanted} on the server's disk: check the path.`, {
        cause,
      });
    case 'EACCES':
    case 'EPERM':
      return new UserError('files.unusable', `${wanted} may not be read: give the server's user the right to.`, {
        cause,
      });
    case 'ELOOP':
    case 'ENAMETOOLONG':
    case 'ENXIO':
      return new UserError('files.unusable', `${wanted} cannot be opened: name the video itself.`, { cause });
    default:
      return cause;
  }
}
