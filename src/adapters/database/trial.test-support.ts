/** Where the conformance suite gets databases from. */
import type { Connector } from './connection.ts';
import type { Database } from './port.ts';

export interface Trial {
  /** Makes a database that holds nothing. @returns connects to it; one connector at a time. */
  empty(): Promise<() => Promise<Connector>>;
  readonly vectorSearch: Database['vectorSearch'];
}
