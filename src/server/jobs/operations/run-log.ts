/** What happened to a run, in lines for people. They stay as long as the run. */
import { sql } from 'kysely';
import type { Clock } from '../../../adapters/clock/port.ts';
import type { Database } from '../../../adapters/database/port.ts';

export interface LogStores {
  readonly database: Database;
  readonly clock: Clock;
}

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  /** A sentence. */
  readonly message: string;
}

/** Adds a line to a run's log. Of a run that is no more nothing is to be told. */
export async function logRun({ database, clock }: LogStores, run: string, line: LogLine): Promise<void> {
  const at = new Date(clock.now());
  await database.queries
    .insertInto('run_log')
    .columns(['run_id', 'at', 'level', 'message'])
    .expression((from) =>
      from
        .selectFrom('runs')
        .select(['runs.id', sql<Date>`${at}::timestamptz`.as('at')])
        .select([sql<string>`${line.level}::text`.as('level'), sql<string>`${line.message}::text`.as('message')])
        .where('runs.id', '=', run),
    )
    .execute();
}
