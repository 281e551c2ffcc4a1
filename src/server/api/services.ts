/** What the features work with. */
import type { Accounts } from '../../adapters/accounts/port.ts';
import type { BlobStore } from '../../adapters/blobs/port.ts';
import type { Clock } from '../../adapters/clock/port.ts';
import type { Database } from '../../adapters/database/port.ts';
import type { EventLog } from '../../adapters/events/port.ts';
import type { FaceIndex } from '../../adapters/face-index/port.ts';
import type { Jobs } from '../../adapters/jobs/port.ts';
import type { BackgroundWork } from '../background-work.ts';
import type { Health } from '../contract/health.ts';
import type { Models, Settings, StorageUse } from '../contract/system.ts';
import type { VideoChecks } from '../features/videos/video-checks.ts';
import type { VideoRow } from '../features/videos/video-rows.ts';
import type { PhotoFaceFinder } from '../jobs/analyze/find-photo-faces.ts';
import type { JobHistory } from '../jobs/bookkeeping/job-history.ts';
import type { Reviewers } from '../jobs/bookkeeping/reviewers.ts';
import type { RunPreviews } from '../jobs/bookkeeping/run-previews.ts';
import type { Analyses } from '../jobs/operations/analyses.ts';
import type { Operations } from '../jobs/operations/definitions.ts';
import type { ResultCache } from '../results/result-cache.ts';

export interface Services {
  /** Null where only the user of this machine reaches the server, and nobody signs in. */
  readonly accounts: Accounts | null;
  /** Asks every part for a sign of life. */
  readonly health: () => Promise<Health>;
  readonly settings: Settings;
  /** Model files, as they were a minute ago at most; likewise what the storage holds. */
  readonly models: () => Promise<Models>;
  readonly storageUse: () => Promise<StorageUse>;
  readonly database: Database;
  readonly blobs: BlobStore;
  /** Of the faces of the runs that episodes show. */
  readonly faceIndex: FaceIndex;
  readonly photoFaces: PhotoFaceFinder;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly jobs: Jobs;
  /** What can be added to {@link jobs}. */
  readonly operations: Operations;
  readonly analyses: Analyses;
  readonly history: JobHistory;
  readonly previews: RunPreviews;
  readonly reviewers: Reviewers;
  readonly cache: ResultCache;
  /** Of this host: where analyses keep what a later one can use, a folder for each video. */
  readonly analysesFolder: string;
  readonly background: BackgroundWork;
  readonly videoChecks: VideoChecks;
  /** Has a video's thumbnails and poster made, once. */
  readonly startThumbnails: (video: VideoRow) => Promise<void>;
  /** Whether who asks may name files of this machine's disk: only where nobody but this machine can ask. */
  readonly mayReadDisk: boolean;
}
