/**
 * Removes photographs of people that there are not: a form for sending one works for a while after its person is gone. Gives
 * their number.
 */
import type { Services } from '../../api/services.ts';
import { listBlobs } from '../../list-blobs.ts';

/** Until then it may be that it is just being sent and not yet registered. */
const KEPT_MS = 3600_000;

export async function removeStrayPhotographs(
  { database, blobs }: Pick<Services, 'database' | 'blobs'>,
  now: Date,
): Promise<number> {
  const known = new Set((await database.queries.selectFrom('people').select('id').execute()).map(({ id }) => id));
  let removed = 0;
  for await (const { key, modifiedAt } of listBlobs(blobs, 'facebank/')) {
    const person = key.split('/')[1] ?? '';
    if (known.has(person) || modifiedAt.getTime() > now.getTime() - KEPT_MS) continue;
    await blobs.delete(key);
    removed += 1;
  }
  return removed;
}
