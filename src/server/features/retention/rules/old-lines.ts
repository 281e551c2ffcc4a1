/** Lines that tell what happened. */
import { sql } from 'kysely';
import type { RetentionRule } from '../retention-rule.ts';

const ENDED = ['done', 'failed', 'cancelled'] as const;

/** Of runs that have ended. */
export const oldRunLogs: RetentionRule = {
  kind: 'run-logs',
  async find({ database }, before) {
    const { count } = await database.queries
      .selectFrom('run_log')
      .innerJoin('runs', 'runs.id', 'run_log.run_id')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('runs.state', 'in', ENDED)
      .where('run_log.at', '<', before)
      .executeTakeFirstOrThrow();
    return { count: Number(count), bytes: null };
  },
  async remove({ database }, before) {
    const { numDeletedRows } = await database.queries
      .deleteFrom('run_log')
      .where('at', '<', before)
      .where('run_id', 'in', (from) => from.selectFrom('runs').select('runs.id').where('runs.state', 'in', ENDED))
      .executeTakeFirst();
    return Number(numDeletedRows);
  },
};

/** What the queue remembers of jobs that have ended; it forgets them by itself after a week. */
export const oldJobs: RetentionRule = {
  kind: 'jobs',
  async find({ database, jobs }, before) {
    const { count } = await database.queries
      .selectFrom('job_history')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('finished_at', '<', before)
      .executeTakeFirstOrThrow();
    let inQueue = 0;
    await jobs.forget(({ endedAt }) => {
      if (endedAt !== null && endedAt < before.getTime()) inQueue += 1;
      return false;
    });
    return { count: Number(count) + inQueue, bytes: null };
  },
  async remove({ database, jobs }, before) {
    const { numDeletedRows } = await database.queries
      .deleteFrom('job_history')
      .where('finished_at', '<', before)
      .executeTakeFirst();
    const forgotten = await jobs.forget(({ endedAt }) => endedAt !== null && endedAt < before.getTime());
    return Number(numDeletedRows) + forgotten;
  },
};

export const oldAuditLines: RetentionRule = {
  kind: 'audit-log',
  async find({ database }, before) {
    const { count } = await database.queries
      .selectFrom('audit_log')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('at', '<', before)
      .executeTakeFirstOrThrow();
    return { count: Number(count), bytes: null };
  },
  remove: ({ database }, before) =>
    database.transaction(async (transaction) => {
      // Until the end of this transaction; without it, nothing is removed from a log.
      await sql`select set_config('screenalytics.retention', 'audit-log', true)`.execute(transaction);
      const { numDeletedRows } = await transaction.deleteFrom('audit_log').where('at', '<', before).executeTakeFirst();
      return Number(numDeletedRows);
    }),
};
