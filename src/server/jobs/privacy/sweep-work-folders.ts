/** Every host that works has folders of its own, which only it can remove when somebody was forgotten on another host. */
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../../../adapters/clock/port.ts';
import type { Database, Queries } from '../../../adapters/database/port.ts';
import { workVideoOf } from './remove-files.ts';

interface SweepParts {
  readonly database: Pick<Database, 'queries'>;
  readonly analysesFolder: string;
}

const HOUR_MS = 3600_000;

/** Looks at once and every hour. @returns ends it. */
export function keepWorkFoldersSwept(
  parts: SweepParts & { readonly clock: Pick<Clock, 'after'> },
  onFault: (error: unknown) => void,
): () => void {
  let callOff = (): void => undefined;
  let isEnded = false;
  const look = async (): Promise<void> => {
    await sweepWorkFolders(parts).catch((error: unknown) => {
      if (!isEnded) onFault(error);
    });
    if (!isEnded) callOff = parts.clock.after(HOUR_MS, () => void look());
  };
  void look();
  return () => {
    isEnded = true;
    callOff();
  };
}

/**
 * Removes folders of this host that are older than the time at which somebody of the show was forgotten, which may have
 * happened on another host. Gives their number.
 */
export async function sweepWorkFolders({ database, analysesFolder }: SweepParts): Promise<number> {
  const names = await readdir(analysesFolder).catch(() => []);
  if (names.length === 0) return 0;
  const redacted = await database.queries
    .selectFrom('runs')
    .innerJoin('videos', 'videos.id', 'runs.video_id')
    .select('videos.id')
    .select(({ fn }) => fn.max('runs.redacted_at').as('at'))
    .where('runs.redacted_at', 'is not', null)
    .groupBy('videos.id')
    .execute();
  let removed = 0;
  for (const { id, at } of redacted) {
    for (const name of names.filter((each) => workVideoOf(each) === id)) {
      const folder = path.join(analysesFolder, name);
      const made = await stat(folder).catch(() => null);
      if (made === null || at === null || made.birthtimeMs >= at.getTime() || (await isAtWork(database.queries, id)))
        continue;
      await rm(folder, { recursive: true, force: true });
      removed += 1;
    }
  }
  return removed;
}

async function isAtWork(queries: Queries, video: string): Promise<boolean> {
  const row = await queries
    .selectFrom('runs')
    .select('id')
    .where('video_id', '=', video)
    .where('state', 'in', ['queued', 'running', 'interrupted'])
    .executeTakeFirst();
  return row !== undefined;
}
