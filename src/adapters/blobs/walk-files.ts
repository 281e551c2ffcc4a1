/** Files below a folder, in the order in which S3 lists keys. */
import path from 'node:path';
import { isAbsent } from './file-error.ts';
import type { FileSystem } from './file-system.ts';

/**
 * Yields relative names with forward slashes, in ascending order of their UTF-8 bytes, all beginning with `prefix` and behind
 * `after`. Reads one folder at a time; folders that lie before `after` as a whole are not read.
 *
 * @param prefix empty, or folder names with a slash at the end.
 */
export async function* walkFiles(
  fs: FileSystem,
  root: string,
  { prefix = '', after = '' }: { readonly prefix?: string; readonly after?: string },
): AsyncGenerator<string> {
  for (const entry of await entriesOf(fs, path.join(root, ...prefix.split('/')))) {
    const name = `${prefix}${entry}`;
    if (!entry.endsWith('/')) {
      if (inKeyOrder(name, after) > 0) yield name;
    } else if (inKeyOrder(name, after) > 0 || after.startsWith(name)) {
      yield* walkFiles(fs, root, { prefix: name, after });
    }
  }
}

/** Folders end in a slash, which is how they sort among their siblings: `a.b` comes before `a/c`. */
async function entriesOf(fs: FileSystem, folder: string): Promise<string[]> {
  try {
    const entries = await fs.readdir(folder, { withFileTypes: true });
    return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort(inKeyOrder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

const inKeyOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
