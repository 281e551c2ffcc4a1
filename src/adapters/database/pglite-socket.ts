/** What the driver `pg` takes for the socket to a server: the thread of the embedded database. */
import { Duplex } from 'node:stream';
import { type PgliteThread, startPgliteThread } from './pglite-thread.ts';

export interface PgliteSocket {
  readonly stream: Duplex;
  /** Shuts the database down in good order. */
  close(): Promise<void>;
}

/**
 * @returns when the database is open. Its stream is destroyed with a DatabaseError `database.unusable` when the thread ends.
 * @throws DatabaseError `database.unusable` when it does not open.
 */
export async function openPgliteSocket(dataDirectory: string): Promise<PgliteSocket> {
  const thread = await startPgliteThread(
    { dataDirectory },
    {
      onBytes: (bytes) => bytes.length > 0 && stream.push(bytes),
      onFailure: (failure) => stream.destroy(failure),
    },
  );
  const stream = new ThreadStream(thread);
  return { stream, close: () => thread.close() };
}

/** With the methods of a socket that the driver calls. */
class ThreadStream extends Duplex {
  readonly #thread: PgliteThread;

  constructor(thread: PgliteThread) {
    super();
    this.#thread = thread;
  }

  connect(): this {
    queueMicrotask(() => this.emit('connect'));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  override _read(): void {
    // What comes is pushed when it comes.
  }

  override _write(bytes: Uint8Array, _encoding: BufferEncoding, done: () => void): void {
    // The driver's buffer is written again.
    this.#thread.send(new Uint8Array(bytes));
    done();
  }

  /** The messages of one query are written together: they take one way there and back. */
  override _writev(writes: { chunk: Uint8Array }[], done: () => void): void {
    this.#thread.send(new Uint8Array(Buffer.concat(writes.map(({ chunk }) => chunk))));
    done();
  }

  override _final(done: () => void): void {
    this.push(null);
    done();
  }
}
