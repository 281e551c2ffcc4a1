/** What the queue knows of a file on its way and pages need not. */
import type { Profile, WantedEpisode } from './upload-transport.ts';

export interface NewUpload {
  readonly file: File;
  readonly handle: FileSystemFileHandle | null;
  readonly episode: WantedEpisode;
  /** For showing before the episode is there. */
  readonly episodeId: string;
  readonly replace: boolean;
  readonly analyse: Profile | null;
  /** Of the file, where it is known in time. */
  readonly sha256: string | undefined;
}

export interface UploadWork {
  readonly wanted: NewUpload | null;
  file: Blob | null;
  handle: FileSystemFileHandle | null;
  lastModified: number | null;
  uploadId: string | null;
  /** The episode was made for this file. */
  madeEpisode: boolean;
  /** Lets go of the upload, so that another tab may have it. */
  letGo: (() => void) | null;
  videoId: string | null;
  /** The person has seen that the content is there already and wants it all the same. */
  acceptsDuplicate: boolean;
  replace: boolean;
  stop: AbortController;
}

export const newWork = (known: Partial<UploadWork>): UploadWork => ({
  wanted: null,
  file: null,
  handle: null,
  lastModified: null,
  uploadId: null,
  madeEpisode: false,
  letGo: null,
  videoId: null,
  acceptsDuplicate: false,
  replace: false,
  stop: new AbortController(),
  ...known,
});
