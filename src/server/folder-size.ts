import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Bytes of a file, or of all files below a folder; null where there is neither. */
export async function folderSize(place: string): Promise<number | null> {
  const own = await stat(place).catch(() => null);
  if (own === null || own.isFile()) return own?.size ?? null;
  let bytes = 0;
  for (const entry of await readdir(place, { recursive: true, withFileTypes: true }).catch(() => [])) {
    // What goes meanwhile counts no more.
    if (entry.isFile()) bytes += (await stat(path.join(entry.parentPath, entry.name)).catch(() => null))?.size ?? 0;
  }
  return bytes;
}
