/** Body of the index's thread: a search computes for some milliseconds, and for so long it would hold up everybody. */
import { type MessagePort, parentPort } from 'node:worker_threads';
import { FaceIndexError } from './face-index-error.ts';
import { createFaceStore, type FaceStore } from './face-store.ts';
import type { FromIndex, IndexRequest, ToIndex } from './index-messages.ts';
import type { FaceBatch, FoundMoments, IndexedRun, IndexSize } from './port.ts';

const NOTHING: FoundMoments = { moments: 0, runs: 0, found: [] };

function serve(port: MessagePort): void {
  const stores = new Map<number, FaceStore>();
  port.on('message', ({ id, request }: ToIndex) => {
    const send = (message: FromIndex) => port.postMessage(message);
    try {
      send({ id, result: answer(stores, request) });
    } catch (error) {
      const known = error instanceof FaceIndexError;
      const message = error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
      send({ id, failure: { code: known ? error.code : null, message } });
    }
  });
}

function answer(stores: Map<number, FaceStore>, request: IndexRequest): unknown {
  switch (request.type) {
    case 'append':
      return append(stores, request.run, request.batch);
    case 'remove':
      return remove(stores, request.run);
    case 'nearest':
      return stores.get(request.question.modelId)?.nearest(request.question) ?? [];
    case 'moments':
      return stores.get(request.question.modelId)?.moments(request.question) ?? NOTHING;
    case 'size':
      return sizeOf(stores);
  }
}

function append(stores: Map<number, FaceStore>, { modelId, runId }: IndexedRun, batch: FaceBatch): void {
  if (batch.numbers.length === 0) return;
  const store = stores.get(modelId) ?? createFaceStore(batch.embeddings.length / batch.numbers.length);
  store.append(runId, batch);
  stores.set(modelId, store);
}

function remove(stores: Map<number, FaceStore>, { modelId, runId }: IndexedRun): void {
  const store = stores.get(modelId);
  store?.remove(runId);
  // The memory of a model cannot shrink, but it can go.
  if (store?.size().runs === 0) stores.delete(modelId);
}

function sizeOf(stores: Map<number, FaceStore>): IndexSize {
  const sizes = [...stores.values()].map((store) => store.size());
  return {
    faces: sizes.reduce((sum, { faces }) => sum + faces, 0),
    bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

if (parentPort) serve(parentPort);
