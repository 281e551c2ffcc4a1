/** Files whose writer was killed before it could give them their place. */
import path from 'node:path';
import { isAbsent } from './file-error.ts';
import type { FileSystem } from './file-system.ts';
import { walkFiles } from './walk-files.ts';

/** A file that was written to since `begunBefore` may belong to a writer that lives. Gives the number of files removed. */
export async function sweepUnplaced(
  fs: FileSystem,
  folder: string,
  { begunBefore, signal }: { readonly begunBefore: Date; readonly signal: AbortSignal | undefined },
): Promise<number> {
  let removed = 0;
  for await (const name of walkFiles(fs, folder, {})) {
    signal?.throwIfAborted();
    const file = path.join(folder, name);
    try {
      const { mtimeNs } = await fs.stat(file, { bigint: true });
      if (Number(mtimeNs / 1_000_000n) >= begunBefore.getTime()) continue;
      await fs.unlink(file);
      removed++;
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  }
  return removed;
}
