/** SHA-256 of files, computed once per process for a file that has not changed. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { systemErrorCode } from './model-error.ts';

export interface FileHash {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface FileHasher {
  /** Null when there is no such file; other failures to read reject. */
  hash(path: string): Promise<FileHash | null>;
  /** The same, read from disk even if the file looks unchanged. */
  hashAfresh(path: string): Promise<FileHash | null>;
}

/** Remembers hashes by path, size and times of change (to the nanosecond), for as long as the object lives. */
export function createFileHasher(): FileHasher {
  const known = new Map<string, { fingerprint: string; hash: FileHash }>();

  const hashFile = async (path: string, mayRemember: boolean): Promise<FileHash | null> => {
    try {
      const { size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
      const fingerprint = `${size} ${mtimeNs} ${ctimeNs}`;
      const remembered = known.get(path);
      if (mayRemember && remembered?.fingerprint === fingerprint) return remembered.hash;
      const digest = createHash('sha256');
      for await (const chunk of createReadStream(path)) digest.update(chunk);
      const hash = { sha256: digest.digest('hex'), bytes: Number(size) };
      known.set(path, { fingerprint, hash });
      return hash;
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null;
      throw error;
    }
  };

  return { hash: (path) => hashFile(path, true), hashAfresh: (path) => hashFile(path, false) };
}

/** SHA-256 of bytes in memory, lower-case hexadecimal. */
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
