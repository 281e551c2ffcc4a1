/** What the features work with. */
import type { BlobStore } from '../../adapters/blobs/port.ts';
import type { Clock } from '../../adapters/clock/port.ts';
import type { Database } from '../../adapters/database/port.ts';
import type { EventLog } from '../../adapters/events/port.ts';
import type { BackgroundWork } from '../background-work.ts';
import type { VideoChecks } from '../features/videos/video-checks.ts';

export interface Services {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly background: BackgroundWork;
  readonly videoChecks: VideoChecks;
  /** Whether who asks may name files of this machine's disk: only where nobody but this machine can ask. */
  readonly mayReadDisk: boolean;
}
