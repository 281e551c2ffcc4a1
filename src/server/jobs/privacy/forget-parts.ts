import type { Clock } from '../../../adapters/clock/port.ts';
import type { EventLog } from '../../../adapters/events/port.ts';
import type { Jobs } from '../../../adapters/jobs/port.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import type { JobHistory } from '../bookkeeping/job-history.ts';
import type { RunPreviews } from '../bookkeeping/run-previews.ts';

/** Where a person may have left something. */
export interface ForgetParts extends ResultStores {
  readonly events: EventLog;
  readonly jobs: Jobs;
  readonly history: JobHistory;
  readonly previews: RunPreviews;
  readonly clock: Clock;
  /** Of this host: a folder for each video that was analysed. */
  readonly analysesFolder: string;
  readonly programVersion: string;
}
