/** Adds to the log of what people decided: an edit is logged when it can be applied to what everybody else has said. */
import { randomUUID } from 'node:crypto';
import { toJson } from '../../adapters/database/column-values.ts';
import type { Queries } from '../../adapters/database/port.ts';
import { UserError } from '../../errors.ts';
import { applyEdit, type Outcome } from '../../review/apply-edit.ts';
import type { EditBody, LogEntry, LoggedEdit } from '../../review/edit.ts';
import { effectSeconds, type Ownership, ownershipOf } from '../../review/effect.ts';
import { newIdentityOf } from '../../review/review-state.ts';
import type { AppendedEdits } from '../contract/review.ts';
import type { EditLog } from './edit-log.ts';
import type { ResultStores } from './run-evidence.ts';
import type { PlacedRun } from './run-place.ts';
import { type RunReview, readReview } from './run-review.ts';

export interface NewEdit {
  /** Sent twice, it is stored once. Absent: a new one. */
  readonly id?: string | undefined;
  readonly body: EditBody;
}

export interface EditAuthor {
  /** Account id, or `local`. */
  readonly author: string;
  readonly reason: string | null;
}

/** So often others may be faster. */
const MOST_TRIES = 8;

/**
 * All of them or none. Those that are known already change nothing.
 *
 * @throws UserError `review.no-target`, `review.locked`, `review.busy`.
 */
export async function appendEdits(
  stores: ResultStores,
  run: PlacedRun,
  { edits, ...by }: EditAuthor & { readonly edits: readonly NewEdit[] },
): Promise<AppendedEdits> {
  const named = edits.map(({ id = randomUUID(), body }) => ({ id, body }));
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const review = await readReview(stores, run);
    const known = new Set(review.log.entries.map(({ id }) => id));
    const fresh = named.filter(({ id }) => !known.has(id));
    const applied = tryEdits(review, run.id, { edits: fresh, author: by.author });
    const refused = applied.find(({ outcome }) => outcome.state !== 'applied');
    if (refused) throw refusal(refused.body, refused.outcome);
    const rows = applied.map(({ id, body: { kind, ...payload }, effect }) => ({
      id,
      kind,
      payload,
      effectSeconds: effect,
      runId: run.id,
    }));
    if (!(await appendAfter(stores, run, { seq: review.log.seq, rows, ...by }))) continue;
    return {
      seq: review.log.seq + applied.length,
      edits: applied.map(({ id, seq, outcome, effect, made }) => ({
        id,
        seq,
        outcome: outcome.state,
        overrules: outcome.state === 'applied' ? [...outcome.overrules] : [],
        effectSeconds: effect,
        made,
      })),
    };
  }
  throw new UserError('review.busy', 'Others change this episode faster than this could be added: try it again.', {
    retryable: true,
  });
}

interface TriedEdit extends LoggedEdit {
  readonly outcome: Outcome;
  readonly effect: number;
  /** The identity it made. */
  readonly made: number | null;
}

/** Applies edits to a state, in order, as the next of its log. */
export function tryEdits(
  { state, log }: Pick<RunReview, 'state' | 'log'>,
  runId: string,
  {
    edits,
    author,
  }: { readonly edits: readonly { readonly id: string; readonly body: EditBody }[]; readonly author: string },
): readonly TriedEdit[] {
  let before: Ownership = edits.length > 0 ? ownershipOf(state) : new Map();
  return edits.map(({ id, body }, index) => {
    const seq = log.seq + index + 1;
    const edit = { id, seq, author, runId, body };
    const outcome = applyEdit(state, edit);
    const after = ownershipOf(state);
    const effect = effectSeconds(state, before, after);
    before = after;
    const number = newIdentityOf(state, seq);
    return { ...edit, outcome, effect, made: state.identities.has(number) ? number : null };
  });
}

export interface NewRow {
  readonly id: string;
  readonly kind: string;
  readonly payload: object;
  readonly effectSeconds: number;
  readonly runId: string | null;
  readonly undoes?: string;
}

/** @returns false when others were faster: the log has gone on after `seq`. */
export async function appendAfter(
  { database }: Pick<ResultStores, 'database'>,
  { episodeId, place }: PlacedRun,
  { seq, rows, author, reason }: EditAuthor & { readonly seq: number; readonly rows: readonly NewRow[] },
): Promise<boolean> {
  return await database.transaction(async (transaction) => {
    // Who edits the same episode waits: numbers have no gaps and no doubles.
    await transaction.selectFrom('episodes').select('id').where('id', '=', episodeId).forUpdate().execute();
    if ((await lastSeq(transaction, episodeId)) !== seq) return false;
    if (rows.length === 0) return true;
    const values = rows.map(({ id, kind, payload, undoes, effectSeconds: effect, runId }, index) => ({
      id,
      kind,
      payload: toJson(payload),
      undoes: undoes ?? null,
      effect_seconds: effect,
      seq: seq + index + 1,
      show_id: place.show,
      episode_id: episodeId,
      run_id: runId,
      author,
      reason,
    }));
    await transaction.insertInto('edits').values(values).execute();
    return true;
  });
}

async function lastSeq(queries: Queries, episodeId: string): Promise<number> {
  const { last } = await queries
    .selectFrom('edits')
    .select(({ fn }) => fn.max('seq').as('last'))
    .where('episode_id', '=', episodeId)
    .executeTakeFirstOrThrow();
  return Number(last);
}

function refusal({ kind }: EditBody, outcome: Outcome): UserError {
  if (outcome.state === 'locked') {
    return new UserError('review.locked', `Nothing was changed: what ${kind} would change is locked. Unlock it first.`);
  }
  return new UserError(
    'review.no-target',
    `Nothing was changed: what ${kind} speaks of is not there any more. Look at the review again, somebody has changed it.`,
  );
}

/** A log with one more entry, for looking at what would be. */
export const withEntry = ({ entries, seq }: EditLog, entry: LogEntry): EditLog => ({
  entries: [...entries, entry],
  seq: seq + 1,
});
