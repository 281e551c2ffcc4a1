/** Adds to the log of what people decided. */
import { toJson } from '../../adapters/database/column-values.ts';
import type { Database } from '../../adapters/database/port.ts';
import type { PlacedRun } from './run-place.ts';

export interface NewEdit {
  /** Sent twice, it is stored once. */
  readonly id: string;
  readonly kind: 'assign' | 'merge';
  readonly payload: object;
  /** Seconds of screen time that change owner. */
  readonly effectSeconds: number;
}

export interface EditAuthor {
  /** Account id, or `local`. */
  readonly author: string;
  readonly reason: string | null;
}

/** @returns the number of the episode's last edit. */
export function appendEdits(
  database: Database,
  run: PlacedRun,
  { edits, author, reason }: EditAuthor & { readonly edits: readonly NewEdit[] },
): Promise<number> {
  return database.transaction(async (transaction) => {
    // Who edits the same episode waits: numbers have no gaps and no doubles.
    await transaction.selectFrom('episodes').select('id').where('id', '=', run.episodeId).forUpdate().execute();
    const { last } = await transaction
      .selectFrom('edits')
      .select(({ fn }) => fn.max('seq').as('last'))
      .where('episode_id', '=', run.episodeId)
      .executeTakeFirstOrThrow();
    const ids = edits.map(({ id }) => id);
    const known = await transaction.selectFrom('edits').select('id').where('id', 'in', ids).execute();
    const fresh = edits.filter(({ id }) => !known.some((each) => each.id === id));
    if (fresh.length === 0) return Number(last);
    const rows = fresh.map(({ id, kind, payload, effectSeconds }, index) => ({
      id,
      kind,
      payload: toJson(payload),
      effect_seconds: effectSeconds,
      seq: Number(last) + index + 1,
      show_id: run.place.show,
      episode_id: run.episodeId,
      run_id: run.id,
      author,
      reason,
    }));
    await transaction.insertInto('edits').values(rows).execute();
    return Number(last) + rows.length;
  });
}
