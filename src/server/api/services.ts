/** What the features work with. */
import type { BlobStore } from '../../adapters/blobs/port.ts';
import type { Clock } from '../../adapters/clock/port.ts';
import type { Database } from '../../adapters/database/port.ts';
import type { EventLog } from '../../adapters/events/port.ts';

export interface Services {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly events: EventLog;
  readonly clock: Clock;
}
