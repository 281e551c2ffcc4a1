/** What people have said about the identities of a run: edits that are not undone, in order. */
import { z } from 'zod';
import type { Queries } from '../../adapters/database/port.ts';

/** The identity is this person, or surely nobody of the cast. */
const assignEdit = z.object({ identity: z.int().positive(), personId: z.uuid().nullable() });
/** These identities are one person. */
const mergeEdit = z.object({ identities: z.array(z.int().positive()).min(2) });

export interface Decisions {
  /** Identity to the person it is, null for nobody of the cast. The last word counts. */
  readonly assigned: ReadonlyMap<number, string | null>;
  readonly merges: readonly (readonly number[])[];
  /** Of the last edit of the episode; 0: there is none. */
  readonly seq: number;
}

/** The decisions that were made looking at this run. */
export async function readDecisions(queries: Queries, runId: string): Promise<Decisions> {
  const edits = await queries
    .selectFrom('edits')
    .innerJoin('runs', 'runs.episode_id', 'edits.episode_id')
    .select(['edits.id', 'edits.kind', 'edits.payload', 'edits.undoes', 'edits.run_id', 'edits.seq'])
    .where('runs.id', '=', runId)
    .orderBy('edits.seq')
    .execute();
  const assigned = new Map<number, string | null>();
  const merges: number[][] = [];
  for (const { kind, payload } of standing(edits).filter(({ run_id }) => run_id === runId)) {
    if (kind === 'assign') {
      const { identity, personId } = assignEdit.parse(payload);
      assigned.delete(identity);
      assigned.set(identity, personId);
    }
    if (kind === 'merge') merges.push(mergeEdit.parse(payload).identities);
  }
  return { assigned, merges, seq: edits.at(-1)?.seq ?? 0 };
}

/** Edits that are not undone. An undo comes after what it undoes, and may be undone itself. */
function standing<Edit extends { readonly id: string; readonly undoes: string | null }>(
  edits: readonly Edit[],
): Edit[] {
  const undone = new Set<string>();
  for (const { id, undoes } of edits.toReversed()) if (undoes !== null && !undone.has(id)) undone.add(undoes);
  return edits.filter(({ id }) => !undone.has(id));
}
