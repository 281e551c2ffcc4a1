/** Asks for the embedding of photographs that wait for it. */
import type { Services } from '../../api/services.ts';
import type { PhotoName } from './change-photos.ts';

/**
 * One that is being embedded is not asked for again; one whose jobs have all failed is, when this is called next.
 *
 * @param only absent: all that wait.
 */
export async function queuePhotos(
  { database, jobs, operations }: Pick<Services, 'database' | 'jobs' | 'operations'>,
  only?: PhotoName,
): Promise<void> {
  let query = database.queries
    .selectFrom('facebank_photos')
    .select(['id as photo', 'person_id as person', 'created_by as requestedBy'])
    .where('state', '=', 'waiting')
    .orderBy('created_at');
  if (only) query = query.where('id', '=', only.photoId);
  for (const { requestedBy, ...payload } of await query.execute()) {
    await jobs.add(operations.embedPhotos, payload, { requestedBy });
  }
}
