import { UserError } from '../../../errors.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { URL_SECONDS } from '../../results/signed-crop.ts';

/** A URL under which a browser saves one file of a run. @throws UserError `artifacts.not-found`. */
export async function signArtifact(
  { database, blobs }: ResultStores,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<{ url: string; expiresInSeconds: number }> {
  const row = await database.queries
    .selectFrom('run_artifacts')
    .select('blob_key')
    .where('run_id', '=', id)
    .where('name', '=', name)
    .executeTakeFirst();
  if (!row) {
    throw new UserError('artifacts.not-found', `Run ${id} has no file ${name}: the run lists the files it has.`);
  }
  const url = await blobs.signGet(row.blob_key, { expiresInSeconds: URL_SECONDS, downloadName: name });
  return { url, expiresInSeconds: URL_SECONDS };
}
