/** Files of the work folder: whole or absent, whoever is killed when. */
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes beside and renames. The name of the partial file holds the process id: a child whose parent was killed may still be
 * writing while the next run writes the same file.
 */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.partial`;
  const handle = await open(partial, 'w');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial, file);
}

/** Removes from a folder everything but the entries named: results of other settings, parts left by a crash. */
export async function keepOnly(folder: string, names: Iterable<string>): Promise<void> {
  const wanted = new Set(names);
  for (const name of await readdir(folder).catch(() => [])) {
    if (!wanted.has(name)) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

/** Bytes of a typed array as they lie in memory. */
export function bytesOf(values: Float32Array | Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
