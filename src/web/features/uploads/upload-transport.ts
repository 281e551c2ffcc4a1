/** What the sending of files needs of the world: an API and a storage in a browser, something made up in tests. */

import type { BegunUpload, SameContent, Upload } from '../../../server/contract/uploads.ts';
import type { Video } from '../../../server/contract/videos.ts';
import type { ProfileName } from '../../lib/profiles.ts';

export type Profile = ProfileName;

/** The episode that a file is of. It is made where there is none. */
export interface WantedEpisode {
  readonly showId: string;
  readonly showTitle: string;
  readonly season: number;
  readonly number: number;
  readonly title: string | null;
  readonly airDate: string | null;
}

export interface WantedUpload {
  readonly episodeId: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly contentType: string;
  /** Of the whole file; undefined: not known in time. */
  readonly sha256: string | undefined;
  readonly replace: boolean;
}

export interface NumberedHash {
  readonly number: number;
  readonly sha256: string;
}

export interface SignedPart {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface UploadTransport {
  /** `isNew`: there was none before. */
  ensureEpisode(wanted: WantedEpisode): Promise<{ readonly id: string; readonly isNew: boolean }>;
  /** Begins an upload, or goes on with the one of the same file. */
  begin(wanted: WantedUpload): Promise<BegunUpload>;
  get(id: string): Promise<Upload>;
  signPart(id: string, part: NumberedHash): Promise<SignedPart>;
  /** @param onSent bytes of this part that have left so far. */
  sendPart(
    part: SignedPart,
    body: Blob,
    options: { signal: AbortSignal; onSent: (bytes: number) => void },
  ): Promise<void>;
  complete(id: string): Promise<Upload>;
  /** @param withEmptyEpisode the episode goes, too, where nothing else is in it. */
  cancel(id: string, withEmptyEpisode: boolean): Promise<void>;
  video(episodeId: string, videoId: string): Promise<Pick<Video, 'state' | 'reason'> | null>;
  duplicates(videoId: string): Promise<SameContent[]>;
  /** Gives the run's id. */
  analyse(episodeId: string, profile: Profile): Promise<string>;
}

export interface UploadWorld {
  readonly transport: UploadTransport;
  /** SHA-256 of a piece of a file, as hexadecimal digits. */
  readonly hash: (piece: Blob) => Promise<string>;
  /** Milliseconds. */
  readonly now: () => number;
  /** @throws the signal's reason when it is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Makes an upload this tab's own. Gives the way to let go of it; null: another tab has it. */
  readonly claim: (uploadId: string) => Promise<(() => void) | null>;
  /** Waits while this machine has no network. */
  readonly online: (signal: AbortSignal) => Promise<void>;
}
