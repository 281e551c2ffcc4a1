import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { VideoError } from './video-error.ts';

/**
 * Refuses what cannot be a video before any program looks at it.
 *
 * @throws VideoError `video.missing`, `video.is-directory`, `video.not-a-file`, `video.empty` or `video.unreadable`.
 */
export async function checkVideoFile(path: string): Promise<void> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EACCES' || cause.code === 'EPERM') throw unreadable(path, cause);
    throw new VideoError('video.missing', `There is no file ${path}: check the path.`, { cause });
  });
  if (found.isDirectory()) {
    throw new VideoError('video.is-directory', `${path} is a folder: name the video file inside it.`);
  }
  if (!found.isFile()) {
    throw new VideoError('video.not-a-file', `${path} is not a regular file: save the video to disk first.`);
  }
  if (found.size === 0) {
    throw new VideoError('video.empty', `${path} is empty (0 bytes): copy or download the video again.`);
  }
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
}

function unreadable(path: string, cause: unknown): VideoError {
  return new VideoError('video.unreadable', `${path} may not be read: give this user the right to read it.`, { cause });
}
