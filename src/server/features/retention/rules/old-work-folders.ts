import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Queries } from '../../../../adapters/database/port.ts';
import { folderSize } from '../../../folder-size.ts';
import type { RetentionRule, RetentionServices } from '../retention-rule.ts';

const NAME = /^([0-9a-f-]{36})(\.|$)/;

/**
 * What analyses keep so that a later one of the same video need not do it again. Those of this host; a folder of which the
 * database knows no video is as old as it says itself.
 */
export const oldWorkFolders: RetentionRule = {
  kind: 'work-folders',
  async find(services, before) {
    const sizes = await Promise.all((await list(services, before)).map(folderSize));
    return { count: sizes.length, bytes: sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0) };
  },
  async remove(services, before) {
    const folders = await list(services, before);
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
    return folders.length;
  },
};

async function list({ database, analysesFolder }: RetentionServices, before: Date): Promise<string[]> {
  const names = await readdir(analysesFolder).catch(() => []);
  const found: string[] = [];
  for (const name of names) {
    const video = NAME.exec(name)?.[1];
    if (video === undefined) continue;
    const folder = path.join(analysesFolder, name);
    if (await isOld(database.queries, { video, folder, before })) found.push(folder);
  }
  return found;
}

async function isOld(
  queries: Queries,
  { video, folder, before }: { readonly video: string; readonly folder: string; readonly before: Date },
): Promise<boolean> {
  const runs = await queries.selectFrom('runs').select('finished_at').where('video_id', '=', video).execute();
  if (runs.length > 0) return runs.every(({ finished_at }) => finished_at !== null && finished_at < before);
  const made = await stat(folder).catch(() => null);
  return made !== null && made.mtime < before;
}
