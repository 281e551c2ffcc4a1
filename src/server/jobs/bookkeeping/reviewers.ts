/** Who looks at the review of a run right now: the hash `screenalytics:reviewers:{run}`, a field for each of them. */
import { z } from 'zod';
import type { RedisConnection } from '../../../adapters/redis/port.ts';

/** Who was silent for this long is gone. */
const SILENT_MS = 30_000;

export interface Reviewer {
  readonly id: string;
  readonly name: string;
  /** What they have open. */
  readonly identity: number | null;
}

export interface Reviewers {
  /** Notes that somebody is there. @returns all who are, by name. */
  note(run: string, reviewer: Reviewer): Promise<readonly Reviewer[]>;
}

const stored = z.object({ name: z.string(), identity: z.number().nullable(), at: z.number() });

/** @param now milliseconds since 1970. */
export function createReviewers({ client }: Pick<RedisConnection, 'client'>, now: () => number): Reviewers {
  return {
    async note(run, { id, name, identity }) {
      const key = `screenalytics:reviewers:${run}`;
      const said = JSON.stringify({ name, identity, at: now() });
      await client.multi().hset(key, id, said).pexpire(key, SILENT_MS).exec();
      const all = Object.entries(await client.hgetall(key)).map(([who, text]) => ({
        id: who,
        ...stored.parse(JSON.parse(text)),
      }));
      const present = all.filter(({ at }) => now() - at < SILENT_MS);
      const gone = all.filter(({ at }) => now() - at >= SILENT_MS).map((each) => each.id);
      if (gone.length > 0) await client.hdel(key, ...gone);
      return present
        .map((each) => ({ id: each.id, name: each.name, identity: each.identity }))
        .sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
    },
  };
}
