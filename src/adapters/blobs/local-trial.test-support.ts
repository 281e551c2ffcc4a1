/** A local store behind a real HTTP server on this machine. For test files only. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Trial } from './conformance-subject.test-support.ts';
import type { FileSystem } from './file-system.ts';
import { createLocalBlobStore, type LocalBlobStore } from './local-blob-store.ts';
import { createLocalBlobHandler } from './local-request-handler.ts';
import { toNodeListener } from './node-listener.ts';

export interface LocalTrial extends Trial {
  readonly store: LocalBlobStore;
  /** Errors that the handler reported as its own. */
  readonly faults: readonly unknown[];
}

const SECRET = 'a secret of at least 32 characters';

export async function startLocalTrial(fs: FileSystem, root: string): Promise<LocalTrial> {
  let listener: RequestListener = (_, response) => response.end();
  const server = createServer((request, response) => listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/blobs`;
  const faults: unknown[] = [];
  const open = (): LocalBlobStore =>
    createLocalBlobStore({ root, fs, secret: SECRET, baseUrl, now: () => Date.now() + trial.clockOffsetMs });
  const trial: LocalTrial = {
    get store() {
      return store;
    },
    faults,
    clockOffsetMs: 0,
    reopen: open,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const store = open();
  const listen = toNodeListener(
    createLocalBlobHandler(store, { secret: SECRET, baseUrl, onFault: (error) => faults.push(error) }),
  );
  listener = (request, response) => void listen(request, response);
  return trial;
}
