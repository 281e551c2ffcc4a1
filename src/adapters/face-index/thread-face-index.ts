/** The index on a thread of its own, which is started for the first run and again when it has ended. */
import { FaceIndexError } from './face-index-error.ts';
import { type IndexThread, startIndexThread } from './index-thread.ts';
import type { FaceBatch, FaceIndex, FoundMoments, IndexedRun, IndexSize, NearFace } from './port.ts';

export function createThreadFaceIndex(): FaceIndex {
  let thread: IndexThread | null = null;
  let isClosed = false;
  const held = new Map<string, IndexedRun>();

  const open = (): IndexThread => {
    if (isClosed)
      throw new FaceIndexError('face-index.unavailable', 'The index of faces is closed: start the server again.');
    thread ??= startIndexThread(() => {
      thread = null;
      held.clear();
    });
    return thread;
  };
  const remove = async (run: IndexedRun): Promise<void> => {
    held.delete(nameOf(run));
    await thread?.ask({ type: 'remove', run });
  };

  return {
    has(run) {
      const there = held.get(nameOf(run));
      return there !== undefined && (there.version ?? 0) === (run.version ?? 0);
    },
    held: () => [...held.values()],
    async add(run, faces) {
      await remove(run);
      const into = open();
      try {
        for await (const batch of faces) await into.ask({ type: 'append', run, batch }, buffersOf(batch));
      } catch (error) {
        await remove(run);
        throw error;
      }
      // Another thread would hold nothing of it.
      if (into === thread) held.set(nameOf(run), run);
    },
    remove,
    nearest: async (question) => (await open().ask({ type: 'nearest', question })) as NearFace[],
    moments: async (question) => (await open().ask({ type: 'moments', question })) as FoundMoments,
    size: async () => ((await thread?.ask({ type: 'size' })) ?? { faces: 0, bytes: 0 }) as IndexSize,
    async close() {
      isClosed = true;
      await thread?.close();
    },
  };
}

const nameOf = ({ modelId, runId }: IndexedRun): string => `${modelId} ${runId}`;

/** What the thread takes over instead of copying it. */
const buffersOf = ({ numbers, tracks, embeddings }: FaceBatch): ArrayBuffer[] =>
  [numbers, tracks, embeddings].map(({ buffer }) => buffer as ArrayBuffer);
