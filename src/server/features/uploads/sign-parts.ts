import type { z } from 'zod';
import { UserError } from '../../../errors.ts';
import type { signParts as request, SignedParts } from '../../contract/uploads.ts';
import { partCount } from './part-sizes.ts';
import { expiryAfter } from './upload-expiry.ts';
import { handleOf, readUploadRow, type UploadRow, type UploadStores } from './upload-rows.ts';

/** A part is signed when it is about to be sent: so the whole may take days. */
const SECONDS = 15 * 60;

/** @throws UserError `uploads.not-found`, `uploads.wrong-state`, `uploads.bad-part`. */
export async function signParts(
  { database, blobs }: UploadStores,
  { id, parts }: z.infer<typeof request>,
  now: Date,
): Promise<SignedParts> {
  const row = await readUploadRow(database.queries, id);
  const count = partCount(row);
  const beyond = parts.find(({ number }) => number > count);
  if (beyond) {
    const message = `${row.file_name} has ${count} parts of ${row.part_bytes} bytes: there is no part ${beyond.number}.`;
    throw new UserError('uploads.bad-part', message);
  }
  const moved = await database.queries
    .updateTable('uploads')
    .set({ updated_at: now, expires_at: expiryAfter(now) })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst();
  if (!moved) throw notOpen(await readUploadRow(database.queries, id));
  const items = await Promise.all(
    parts.map(async ({ number, sha256 }) => {
      const options = { sha256, expiresInSeconds: SECONDS };
      return { number, ...(await blobs.multipart.signPart(handleOf(row), number, options)) };
    }),
  );
  return { items, expiresAt: new Date(now.getTime() + SECONDS * 1000).toISOString() };
}

function notOpen({ file_name, state, reason }: UploadRow): UserError {
  const why = reason === null ? '' : ` (${reason})`;
  const message = `The upload of ${file_name} is ${state}${why}: it takes no more parts; begin it again if it is still wanted.`;
  return new UserError('uploads.wrong-state', message);
}
