import type { Queries } from '../../../../adapters/database/port.ts';
import type { RetentionRule } from '../retention-rule.ts';

/** Videos as they were uploaded, where browsers get a rendition: that one takes their place, and is looked at like an upload. */
export const replacedOriginals: RetentionRule = {
  kind: 'replaced-originals',
  async find({ database }, before) {
    const rows = await list(database.queries, before);
    return { count: rows.length, bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0) };
  },
  async remove({ database, blobs, videoChecks }, before) {
    const rows = await list(database.queries, before);
    for (const { id, blob_key, proxy_key } of rows) {
      if (proxy_key === null) continue;
      const { bytes } = await blobs.head(proxy_key);
      // The file first: a row that still names it is found again.
      await blobs.delete(blob_key);
      await database.queries
        .updateTable('videos')
        .set({ blob_key: proxy_key, proxy_key: null, bytes, state: 'checking' })
        .where('id', '=', id)
        .where('proxy_key', '=', proxy_key)
        .execute();
    }
    if (rows.length > 0) await videoChecks.resume();
    return rows.length;
  },
};

/** Not those that a run is working on. */
const list = (queries: Queries, before: Date) =>
  queries
    .selectFrom('videos')
    .select(['id', 'blob_key', 'proxy_key', 'bytes'])
    .where('state', '=', 'ready')
    .where('proxy_key', 'is not', null)
    .where('created_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('runs')
            .select('runs.id')
            .whereRef('runs.video_id', '=', 'videos.id')
            .where('runs.state', 'in', ['queued', 'running', 'interrupted']),
        ),
      ),
    )
    .execute();
