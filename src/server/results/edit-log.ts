/** The log of what people decided about an episode, as it is stored. */
import { z } from 'zod';
import type { Queries } from '../../adapters/database/port.ts';
import type { EditBody, LogEntry } from '../../review/edit.ts';
import { editBody } from '../contract/review.ts';

/** Before there was a kind that names where identities go, the least number took in the others. */
const oldMerge = z.object({ identities: z.array(z.int().positive()).min(2) });

/** Edits whose run is gone say nothing about any other. */
const NO_RUN = '';

export interface EditLog {
  readonly entries: readonly LogEntry[];
  /** Of the last entry; 0: there is none. */
  readonly seq: number;
}

export async function readEditLog(queries: Queries, episodeId: string): Promise<EditLog> {
  const rows = await queries
    .selectFrom('edits')
    .select(['id', 'seq', 'kind', 'payload', 'undoes', 'author', 'run_id', 'redacted_at'])
    .where('episode_id', '=', episodeId)
    .orderBy('seq')
    .execute();
  const entries = rows.flatMap(({ id, seq, kind, payload, undoes, author, run_id, redacted_at }): LogEntry[] => {
    if (undoes !== null) return [{ id, seq, author, undoes }];
    // It was emptied, because somebody had to be forgotten.
    if (redacted_at !== null) return [];
    return [{ id, seq, author, runId: run_id ?? NO_RUN, body: parseBody(kind, payload) }];
  });
  return { entries, seq: rows.at(-1)?.seq ?? 0 };
}

/** @throws ZodError for what this program never wrote. */
export function parseBody(kind: string, payload: unknown): EditBody {
  const merge = kind === 'merge' ? oldMerge.safeParse(payload) : undefined;
  if (merge?.success) {
    const [into = 0, ...from] = merge.data.identities.toSorted((a, b) => a - b);
    return { kind: 'merge', into, from };
  }
  return editBody.parse({ ...(payload as object), kind });
}
