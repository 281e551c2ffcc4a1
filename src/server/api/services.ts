/** What the features work with. */
import type { Accounts } from '../../adapters/accounts/port.ts';
import type { BlobStore } from '../../adapters/blobs/port.ts';
import type { Clock } from '../../adapters/clock/port.ts';
import type { Database } from '../../adapters/database/port.ts';
import type { EventLog } from '../../adapters/events/port.ts';
import type { Jobs } from '../../adapters/jobs/port.ts';
import type { BackgroundWork } from '../background-work.ts';
import type { Health } from '../contract/health.ts';
import type { Settings } from '../contract/system.ts';
import type { VideoChecks } from '../features/videos/video-checks.ts';
import type { JobHistory } from '../jobs/bookkeeping/job-history.ts';
import type { Analyses } from '../jobs/operations/analyses.ts';
import type { Operations } from '../jobs/operations/definitions.ts';

export interface Services {
  /** Null where only the user of this machine reaches the server, and nobody signs in. */
  readonly accounts: Accounts | null;
  /** Asks every part for a sign of life. */
  readonly health: () => Promise<Health>;
  readonly settings: Settings;
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly jobs: Jobs;
  readonly operations: Operations;
  readonly analyses: Analyses;
  readonly history: JobHistory;
  readonly background: BackgroundWork;
  readonly videoChecks: VideoChecks;
  /** Whether who asks may name files of this machine's disk: only where nobody but this machine can ask. */
  readonly mayReadDisk: boolean;
}
