/** Which files may be videos, by their names; what is in them is looked at when they are there. */
import path from 'node:path';
import { UserError } from '../../../errors.ts';

/** Extension to the type that the video is served with. */
const TYPES: Readonly<Record<string, string>> = {
  '.3gp': 'video/3gpp',
  '.avi': 'video/x-msvideo',
  '.flv': 'video/x-flv',
  '.m2ts': 'video/mp2t',
  '.m4v': 'video/mp4',
  '.mkv': 'video/x-matroska',
  '.mov': 'video/quicktime',
  '.mp4': 'video/mp4',
  '.mpeg': 'video/mpeg',
  '.mpg': 'video/mpeg',
  '.mts': 'video/mp2t',
  '.mxf': 'application/mxf',
  '.ogv': 'video/ogg',
  '.ts': 'video/mp2t',
  '.vob': 'video/mpeg',
  '.webm': 'video/webm',
  '.wmv': 'video/x-ms-wmv',
};

/** What browsers say of a video: often nothing, and of `.ts` sometimes that it is text. */
const MAY_BE_VIDEO =
  /^(video\/|application\/(octet-stream|mxf|ogg|x-matroska|vnd\.rn-realmedia)|text\/vnd\.trolltech\.linguist)/i;

export interface VideoType {
  /** With its dot, in lower case. */
  readonly extension: string;
  readonly contentType: string;
}

/**
 * @param claimed content type as the sender says; empty when it says nothing.
 * @throws UserError `uploads.wrong-type`.
 */
export function videoTypeOf(fileName: string, claimed = ''): VideoType {
  const extension = path.extname(fileName).toLowerCase();
  const contentType = TYPES[extension];
  if (contentType === undefined) {
    const known = Object.keys(TYPES).join(', ');
    throw new UserError('uploads.wrong-type', `${fileName} is no video by its name: choose a file ending in ${known}.`);
  }
  if (claimed !== '' && !MAY_BE_VIDEO.test(claimed)) {
    throw new UserError(
      'uploads.wrong-type',
      `${fileName} is said to be ${claimed}, which is no video: choose another.`,
    );
  }
  return { extension, contentType };
}
