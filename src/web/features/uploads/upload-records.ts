/** What this browser remembers of uploads over a reload. The server remembers what has arrived. */
import type { Profile } from './upload-transport.ts';

export interface UploadRecord {
  readonly uploadId: string;
  readonly episodeId: string;
  /** The episode was made for this file; absent in what older versions have kept. */
  readonly madeEpisode?: boolean;
  readonly fileName: string;
  readonly bytes: number;
  /** When the file was changed last, in milliseconds since 1970: another time, another content. */
  readonly lastModified: number;
  /** Where the browser gives one: opens the file again. */
  readonly handle: FileSystemFileHandle | null;
  readonly analyse: Profile | null;
  /** All has arrived; the video is being checked. */
  readonly videoId: string | null;
}

export interface UploadRecords {
  all(): Promise<UploadRecord[]>;
  put(record: UploadRecord): Promise<void>;
  delete(uploadId: string): Promise<void>;
}

export function memoryRecords(): UploadRecords {
  const records = new Map<string, UploadRecord>();
  return {
    all: () => Promise.resolve([...records.values()]),
    put: (record) => Promise.resolve(void records.set(record.uploadId, record)),
    delete: (uploadId) => Promise.resolve(void records.delete(uploadId)),
  };
}
