/** Takes a person out of the log of edits. Edits keep their place and what they did to tracks: the numbers of others stay. */
import { toJson } from '../../../adapters/database/column-values.ts';
import type { Database, Queries } from '../../../adapters/database/port.ts';
import { isSaidInJson, redactJson, type WordSearch } from './redact-words.ts';

/** Edits of a show that say something about the person. */
export async function listSayingEdits(queries: Queries, show: string, search: WordSearch) {
  const rows = await queries
    .selectFrom('edits')
    .select(['id', 'episode_id', 'payload', 'reason'])
    .where('show_id', '=', show)
    .execute();
  return rows.filter(
    ({ payload, reason }) => isSaidInJson(payload, search) || (reason !== null && search.isSaidIn(reason)),
  );
}

/**
 * "It is this person" becomes "it is nobody of the cast"; a word that is their name is taken away; "never this person" says
 * nothing any more. A reason goes as a whole: what else it says may tell of them as well.
 */
export async function redactEdits(
  database: Database,
  { show, search, at }: { readonly show: string; readonly search: WordSearch; readonly at: Date },
): Promise<void> {
  const saying = await listSayingEdits(database.queries, show, search);
  for (const episode of new Set(saying.map(({ episode_id }) => episode_id))) {
    const own = saying.filter(({ episode_id }) => episode_id === episode);
    await database.transaction(async (transaction) => {
      // Who adds to the log of the episode comes before or after.
      if (episode !== null)
        await transaction.selectFrom('episodes').select('id').where('id', '=', episode).forUpdate().execute();
      for (const { id, payload } of own) {
        await transaction
          .updateTable('edits')
          .set({ payload: toJson(redactJson(payload, search)), reason: null, redacted_at: at })
          .where('id', '=', id)
          .execute();
      }
    });
  }
}
