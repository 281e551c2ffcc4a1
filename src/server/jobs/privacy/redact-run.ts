/** Takes a person out of a run: pictures, embeddings, files, rows. Tracks and their times stay, so that all seconds do. */
import { sql } from 'kysely';
import { toJson } from '../../../adapters/database/column-values.ts';
import type { Database, OpenTransaction } from '../../../adapters/database/port.ts';
import { readDoneRun } from '../../results/run-place.ts';
import type { ForgetParts } from './forget-parts.ts';
import type { InvolvedRun } from './inventory.ts';
import { redactArtifacts } from './redact-artifacts.ts';
import type { WordSearch } from './redact-words.ts';

interface RunRedaction {
  readonly personId: string;
  readonly search: WordSearch;
  /** What the record of the run says; the same when it is done again. */
  readonly at: Date;
  /** Absent: the run may name them, but has not found them. */
  readonly found: InvolvedRun | undefined;
}

/** @throws UserError `artifact.damaged`; BlobError; DatabaseError. */
export async function redactRun(
  parts: ForgetParts,
  id: string,
  { personId, search, at, found }: RunRedaction,
): Promise<void> {
  const { database, blobs, clock } = parts;
  const run = await readDoneRun(database.queries, id);
  for (const key of found?.crops ?? []) await blobs.delete(key);
  await redactArtifacts(parts, run, { search, at, faces: new Set(found?.faces) });
  await database.transaction(async (transaction) => {
    if (found) await removePictures(transaction, found);
    await transaction
      .updateTable('identities')
      .set({ person_id: null, verdict: null, likeness: null, margin: null })
      .where('run_id', '=', id)
      .where('person_id', '=', personId)
      .execute();
    // By now, not by the time of the wish: what was read in between is read afresh.
    await transaction
      .updateTable('runs')
      .set({ redacted_at: new Date(clock.now()) })
      .where('id', '=', id)
      .execute();
  });
  await parts.previews.forget(id);
}

/** Their faces keep time and place and lose the rest; what showed one of them shows the next best of what is left. */
async function removePictures(transaction: OpenTransaction, { id, faces, crops }: InvolvedRun): Promise<void> {
  await sql`
    delete from face_embeddings where run_id = ${id}
      and face_number in (select value::int4 from jsonb_array_elements_text(${toJson(faces)}::jsonb))
  `.execute(transaction);
  await sql`
    update faces set crop_key = null where run_id = ${id}
      and number in (select value::int4 from jsonb_array_elements_text(${toJson(faces)}::jsonb))
  `.execute(transaction);
  const gone = sql`(select value from jsonb_array_elements_text(${toJson(crops)}::jsonb))`;
  await sql`
    update tracks set best_crop_key = (
      select crop_key from faces
      where faces.run_id = tracks.run_id and track_number = tracks.number and crop_key is not null
      order by quality desc nulls last, faces.number limit 1
    )
    where run_id = ${id} and best_crop_key in ${gone}
  `.execute(transaction);
  await sql`
    update identities set best_crop_key = (
      select crop_key from faces
      join identity_tracks as link on link.run_id = faces.run_id and link.track_number = faces.track_number
      where link.run_id = identities.run_id and link.identity_number = identities.number and crop_key is not null
      order by quality desc nulls last, faces.number limit 1
    )
    where run_id = ${id} and best_crop_key in ${gone}
  `.execute(transaction);
}

/** Rows of a run that never came to its end, where nobody can say who is who: all of them are removed. */
export async function removeEvidence({ queries }: Database, runId: string, now: Date): Promise<void> {
  await queries.deleteFrom('tracks').where('run_id', '=', runId).execute();
  await queries.deleteFrom('shots').where('run_id', '=', runId).execute();
  await queries.updateTable('runs').set({ redacted_at: now }).where('id', '=', runId).execute();
}
