/** A file on its way, as pages show it. */
import type { SameContent } from '../../../server/contract/uploads.ts';
import type { Profile } from './upload-transport.ts';

/**
 * `waiting`: for its turn. `needs-file`: begun before this page was loaded; the file has to be chosen again. `completing`: all
 * bytes are there, the server puts them together. `checking`: the server looks whether it is a good video.
 */
export type UploadState =
  | 'waiting'
  | 'needs-file'
  | 'sending'
  | 'paused'
  | 'completing'
  | 'checking'
  | 'done'
  | 'failed'
  | 'duplicate'
  | 'cancelled';

export interface UploadItem {
  /** Of this list; lasts as long as the page. */
  readonly key: string;
  readonly state: UploadState;
  readonly fileName: string;
  readonly bytes: number;
  readonly episodeId: string;
  /** Bytes that are there or on the way. */
  readonly sent: number;
  readonly bytesPerSecond: number | null;
  /** Why it failed, and what to do. */
  readonly problem: { readonly code: string; readonly message: string } | null;
  /** Videos with the same content. */
  readonly duplicates: readonly SameContent[];
  /** To be begun when the video has been found good; null: not asked for. */
  readonly analyse: Profile | null;
  /** The analysis that was begun. */
  readonly runId: string | null;
  /** The browser can open the file again without it being chosen. */
  readonly hasHandle: boolean;
}

/** Seconds until all is sent; null: nobody can say. */
export const secondsLeft = ({ bytes, sent, bytesPerSecond }: UploadItem): number | null =>
  bytesPerSecond === null || bytesPerSecond <= 0 ? null : (bytes - sent) / bytesPerSecond;

/** All that is being sent, as one: shares by bytes. Null: nothing is. */
export function overallShare(items: readonly UploadItem[]): number | null {
  const counted = items.filter(({ state }) => state === 'waiting' || state === 'sending' || state === 'completing');
  const bytes = counted.reduce((sum, item) => sum + item.bytes, 0);
  return bytes === 0 ? null : counted.reduce((sum, item) => sum + item.sent, 0) / bytes;
}

/** The rest of an item is as nothing were known. */
export type KnownItem = Partial<UploadItem> & Pick<UploadItem, 'state' | 'fileName' | 'bytes' | 'episodeId'>;

export const newItem = (key: string, known: KnownItem): UploadItem => ({
  sent: 0,
  bytesPerSecond: null,
  problem: null,
  duplicates: [],
  analyse: null,
  runId: null,
  hasHandle: false,
  ...known,
  key,
});
