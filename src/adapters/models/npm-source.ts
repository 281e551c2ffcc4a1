/** Takes single files out of a package of the npm registry, without installing the package. */
import pacote from 'pacote';
import { Parser } from 'tar';
import type { NpmSettings } from './npm-settings.ts';
import { watchForStall } from './stall-watch.ts';

export interface NpmRequest {
  /** Exact version: `name@1.2.3`. */
  readonly spec: string;
  /** Subresource integrity of the tarball (`sha512-…`); anything else is refused. */
  readonly integrity: string;
  /** Size of the tarball: registries do not always announce it. */
  readonly packageBytes: number;
  /** Paths inside the package, without the leading `package/`. */
  readonly members: readonly string[];
}

export interface TransferOptions {
  readonly onBytes: (receivedBytes: number, totalBytes?: number) => void;
  readonly signal?: AbortSignal | undefined;
  /** Longest silence in milliseconds before the download counts as dead. */
  readonly silenceMs: number;
}

/** Enough to get over a hiccup, few enough that an offline machine is told so within seconds. */
const RETRY_DEFAULTS = { fetchRetries: 2, fetchRetryFactor: 2, fetchRetryMintimeout: 500, fetchRetryMaxtimeout: 5000 };

/**
 * Streams the tarball and keeps the wanted members in memory. npm's own content cache is used and filled, so a second
 * fetch needs no network.
 *
 * @returns the members by path. Rejects with the network's, npm's or the unpacker's own error, or with the signal's reason.
 */
export async function fetchFromNpm(
  request: NpmRequest,
  settings: NpmSettings,
  transfer: TransferOptions,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const watch = watchForStall(transfer.silenceMs, transfer.signal);
  const options = { ...RETRY_DEFAULTS, ...settings, integrity: request.integrity, signal: watch.signal };
  try {
    watch.signal.throwIfAborted();
    return await pacote.tarball.stream(
      request.spec,
      (tarball) => {
        let received = 0;
        tarball.on('data', (chunk: Buffer) => {
          received += chunk.length;
          watch.alive();
          transfer.onBytes(received, request.packageBytes);
        });
        return unpackMembers(tarball, request.members, watch.signal);
      },
      options,
    );
  } catch (error) {
    if (watch.signal.aborted) throw watch.signal.reason;
    throw error;
  } finally {
    watch.stop();
  }
}

function unpackMembers(
  tarball: NodeJS.ReadableStream,
  members: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const wanted = new Set(members);
  return new Promise((resolve, reject) => {
    const found = new Map<string, Uint8Array>();
    const reads: Promise<unknown>[] = [];
    const parser = new Parser({
      filter: (path) => wanted.has(insidePackage(path)),
      onReadEntry: (entry) => {
        reads.push(entry.concat().then((bytes) => found.set(insidePackage(entry.path), bytes)));
      },
    });
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    tarball.on('error', reject);
    parser.on('error', reject);
    parser.on('end', () => {
      Promise.all(reads).then(() => resolve(found), reject);
    });
    // A tarball stream is a Minipass: it pipes into anything with write and end.
    tarball.pipe(parser as unknown as NodeJS.WritableStream);
  });
}

const insidePackage = (path: string): string => path.slice(path.indexOf('/') + 1);
