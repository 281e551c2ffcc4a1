/**
 * Keeps the index of faces in step with the database: the runs that episodes show are in it, and no others. It is looked
 * after at the start, every half minute, and by every search that misses a run; a run that is published by another process
 * needs no message that way. One that lost faces, because somebody had to be forgotten, is read again, as is one whose index
 * was lost.
 */
import type { Clock } from '../../../adapters/clock/port.ts';
import type { Database } from '../../../adapters/database/port.ts';
import type { FaceIndex, IndexedRun } from '../../../adapters/face-index/port.ts';
import type { BackgroundWork } from '../../background-work.ts';
import { readEmbeddings } from './read-embeddings.ts';
import { readSearchedRuns, type SearchedRun } from './searched-runs.ts';

export interface IndexParts {
  readonly database: Pick<Database, 'queries'>;
  readonly faceIndex: FaceIndex;
  readonly background: BackgroundWork;
}

const EVERY_MS = 30_000;

/** Brings both together, once for all who ask at a time. Resolves when every run is in, or was tried. */
export function updateIndex({ database: { queries }, faceIndex, background }: IndexParts): Promise<void> {
  return background.share('index faces', async (signal) => {
    const wanted = (await readSearchedRuns(queries)).flatMap(toIndexed);
    const names = new Set(wanted.map(nameOf));
    for (const run of faceIndex.held()) if (!names.has(nameOf(run))) await faceIndex.remove(run);
    for (const run of wanted) {
      signal.throwIfAborted();
      if (!faceIndex.has(run)) await faceIndex.add(run, untilAborted(readEmbeddings(queries, run), signal));
    }
  });
}

/** Begins at once. @returns ends it. */
export function keepIndex(
  parts: IndexParts & { readonly clock: Pick<Clock, 'after'> },
  onFault: (error: unknown) => void,
): () => void {
  let callOff = (): void => undefined;
  let isEnded = false;
  const look = async (): Promise<void> => {
    await updateIndex(parts).catch((error: unknown) => {
      if (!isEnded) onFault(error);
    });
    if (!isEnded) callOff = parts.clock.after(EVERY_MS, () => void look());
  };
  void look();
  return () => {
    isEnded = true;
    callOff();
  };
}

async function* untilAborted<Item>(items: AsyncIterable<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  for await (const item of items) {
    signal.throwIfAborted();
    yield item;
  }
}

/** Nothing where it found no faces. */
export const toIndexed = ({ runId, modelId, redactedAt }: SearchedRun): IndexedRun[] =>
  modelId === null ? [] : [{ runId, modelId, version: redactedAt?.getTime() ?? 0 }];

const nameOf = ({ runId, modelId }: IndexedRun): string => `${modelId} ${runId}`;
