/**
 * What running analyses have just seen: the hash `screenalytics:run_preview:{run}`, a field for each part that is worked on
 * at the same time, perhaps on several hosts. It is forgotten when nothing has been added for a while.
 */
import type { RedisConnection } from '../../../adapters/redis/port.ts';
import { MOST_PREVIEW_FACES, type Preview, previewShape } from '../analyze/glimpse.ts';

const KEPT_MS = 10 * 60_000;

export interface RunPreviews {
  /** @param part such as `detect` or `detect 3/8`. */
  put(run: string, part: string, preview: Preview): Promise<void>;
  /** Of all parts: the newest picture and faces, all that was found. Null when nothing is known. */
  read(run: string): Promise<Preview | null>;
  forget(run: string): Promise<void>;
}

export function createRunPreviews({ client }: Pick<RedisConnection, 'client'>): RunPreviews {
  const keyOf = (run: string): string => `screenalytics:run_preview:${run}`;
  return {
    async put(run, part, preview) {
      const key = keyOf(run);
      await client.multi().hset(key, part, JSON.stringify(preview)).pexpire(key, KEPT_MS).exec();
    },
    async forget(run) {
      await client.del(keyOf(run));
    },
    async read(run) {
      const parts = Object.values(await client.hgetall(keyOf(run))).map((text) => previewShape.parse(JSON.parse(text)));
      const [newest] = parts.sort((a, b) => b.at - a.at);
      if (!newest) return null;
      const faces = parts.flatMap((part) => part.faces).sort((a, b) => b.at - a.at);
      const found = parts.reduce((sum, part) => sum + part.found, 0);
      return { ...newest, faces: faces.slice(0, MOST_PREVIEW_FACES), found };
    },
  };
}
