/** SHA-256 off the page's thread: whole files bit by bit, and pieces where the browser has no hash of its own (plain `http`). */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

export interface HashAnswer {
  /** Null: it could not be read. */
  readonly sha256: string | null;
}

const CHUNK = 4 * 1024 * 1024;

self.onmessage = ({ data }: MessageEvent<Blob>) => void answer(data);

async function answer(blob: Blob): Promise<void> {
  const hash = sha256.create();
  try {
    for (let from = 0; from < blob.size; from += CHUNK) {
      hash.update(new Uint8Array(await blob.slice(from, from + CHUNK).arrayBuffer()));
    }
    tell({ sha256: bytesToHex(hash.digest()) });
  } catch {
    tell({ sha256: null });
  }
}

const tell = (message: HashAnswer): void => self.postMessage(message);
