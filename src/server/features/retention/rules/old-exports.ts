import type { Queries } from '../../../../adapters/database/port.ts';
import type { RetentionRule } from '../retention-rule.ts';

/** Files that were made to be taken away, and what is known of those that failed or were cancelled. */
export const oldExports: RetentionRule = {
  kind: 'exports',
  async find({ database }, before) {
    const rows = await list(database.queries, before);
    return { count: rows.length, bytes: rows.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0) };
  },
  async remove({ database, blobs }, before) {
    const rows = await list(database.queries, before);
    for (const { id, blob_key } of rows) {
      // The file first: a row without one is found again.
      if (blob_key !== null) await blobs.delete(blob_key);
      await database.queries.deleteFrom('exports').where('id', '=', id).execute();
    }
    return rows.length;
  },
};

const list = (queries: Queries, before: Date) =>
  queries
    .selectFrom('exports')
    .select(['id', 'blob_key', 'bytes'])
    .where('state', 'in', ['done', 'failed', 'cancelled'])
    .where('finished_at', '<', before)
    .execute();
