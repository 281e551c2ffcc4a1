/** Content hashes: of files, and of the settings a result depends on. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** SHA-256 of a file, lower-case hexadecimal. @param onBytes told the bytes read so far. */
export async function hashFile(
  path: string,
  options: { readonly onBytes?: (bytes: number) => void; readonly signal?: AbortSignal } = {},
): Promise<string> {
  const digest = createHash('sha256');
  let bytes = 0;
  const stream = createReadStream(path, { highWaterMark: 1 << 20, ...(options.signal && { signal: options.signal }) });
  for await (const chunk of stream) {
    digest.update(chunk);
    bytes += chunk.length;
    options.onBytes?.(bytes);
  }
  return digest.digest('hex');
}

/**
 * The key of a result: SHA-256 over everything it depends on, as 32 hexadecimal digits. Two keys are equal exactly when
 * the parts have the same JSON.
 */
export function resultKey(parts: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
