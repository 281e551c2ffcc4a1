/** The log of what people decided about an episode, as it is stored. */
import { z } from 'zod';
import type { EditBody, LogEntry } from '../../review/edit.ts';
import { editBody } from '../contract/review.ts';
import type { ResultStores } from './run-evidence.ts';

/** Before there was a kind that names where identities go, the least number took in the others. */
const oldMerge = z.object({ identities: z.array(z.int().positive()).min(2) });

/** Edits whose run is gone say nothing about any other. */
const NO_RUN = '';

export interface EditLog {
  readonly entries: readonly LogEntry[];
  /** Of the last entry; 0: there is none. */
  readonly seq: number;
}

/** The log only grows: what was read before is read again only when somebody had to be forgotten. */
export async function readEditLog({ database: { queries }, cache }: ResultStores, episodeId: string): Promise<EditLog> {
  const memory = cache
    ? await cache.keep({ id: episodeId, redactedAt: null }, 'edit-log', () => Promise.resolve(emptyMemory()))
    : emptyMemory();
  const { last, count, redactedAt } = await queries
    .selectFrom('edits')
    .select(({ fn }) => [fn.max('seq').as('last'), fn.count<number>('redacted_at').as('count')])
    .select(({ fn }) => fn.max('redacted_at').as('redactedAt'))
    .where('episode_id', '=', episodeId)
    .executeTakeFirstOrThrow();
  const redacted = `${count} ${redactedAt?.getTime()}`;
  const known = memory.redacted === redacted ? memory.log : NO_LOG;
  if (known.seq === Number(last)) return known;
  const rows = await queries
    .selectFrom('edits')
    .select(['id', 'seq', 'kind', 'payload', 'undoes', 'author', 'run_id', 'redacted_at'])
    .where('episode_id', '=', episodeId)
    .where('seq', '>', known.seq)
    .orderBy('seq')
    .execute();
  const fresh = rows.flatMap(({ id, seq, kind, payload, undoes, author, run_id, redacted_at }): LogEntry[] => {
    if (undoes !== null) return [{ id, seq, author, undoes }];
    const body = redacted_at === null ? parseBody(kind, payload) : parseRedacted(kind, payload);
    return body === null ? [] : [{ id, seq, author, runId: run_id ?? NO_RUN, body }];
  });
  const log = { entries: [...known.entries, ...fresh], seq: rows.at(-1)?.seq ?? known.seq };
  memory.log = log;
  memory.redacted = redacted;
  return log;
}

const NO_LOG: EditLog = { entries: [], seq: 0 };
const emptyMemory = (): { log: EditLog; redacted: string } => ({ log: NO_LOG, redacted: '' });

/** @throws ZodError for what this program never wrote. */
export function parseBody(kind: string, payload: unknown): EditBody {
  const merge = kind === 'merge' ? oldMerge.safeParse(payload) : undefined;
  if (merge?.success) {
    const [into = 0, ...from] = merge.data.identities.toSorted((a, b) => a - b);
    return { kind: 'merge', into, from };
  }
  return editBody.parse({ ...(payload as object), kind });
}

/**
 * What is left of an edit when somebody had to be forgotten: what it did to tracks, and that they are nobody of the cast. Null
 * where nothing is left.
 */
function parseRedacted(kind: string, payload: unknown): EditBody | null {
  // To confirm nobody is to say that it is nobody.
  const left = editBody.safeParse({ ...(payload as object), kind: kind === 'confirm' ? 'assign' : kind });
  return left.success ? left.data : null;
}
