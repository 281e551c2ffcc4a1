/** What a job has to know about the run it works for. */
import { z } from 'zod';
import type { RunPlace } from '../../../adapters/blobs/object-layout.ts';
import type { Queries } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';

/** What a run was asked to do, as it is stored with it. */
const runConfig = z.object({
  /** Model pack by name, or path of a pack file. */
  pack: z.string(),
});

export interface RunFacts {
  readonly id: string;
  readonly number: number;
  readonly episode: string;
  readonly place: RunPlace;
  readonly profile: 'fast' | 'balanced' | 'accurate';
  readonly pack: string;
  readonly requestedBy: string;
  readonly video: {
    readonly id: string;
    readonly key: string;
    readonly bytes: number;
    readonly fileName: string;
  };
}

const profile = z.enum(['fast', 'balanced', 'accurate']);

/** @throws UserError `runs.not-found`: it was deleted. */
export async function readRunFacts(queries: Queries, id: string): Promise<RunFacts> {
  const row = await queries
    .selectFrom('runs')
    .innerJoin('episodes', 'episodes.id', 'runs.episode_id')
    .innerJoin('videos', 'videos.id', 'runs.video_id')
    .select(['runs.number', 'runs.profile', 'runs.config', 'runs.requested_by', 'runs.episode_id', 'runs.video_id'])
    .select(['episodes.show_id', 'episodes.season_number', 'episodes.number as episode_number'])
    .select(['videos.blob_key', 'videos.bytes', 'videos.file_name'])
    .where('runs.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new UserError('runs.not-found', `There is no run ${id} any more: it was deleted.`);
  return {
    id,
    number: row.number,
    episode: row.episode_id,
    place: { show: row.show_id, season: row.season_number, episode: row.episode_number, run: id },
    profile: profile.parse(row.profile),
    pack: runConfig.parse(row.config).pack,
    requestedBy: row.requested_by,
    video: { id: row.video_id, key: row.blob_key, bytes: row.bytes, fileName: row.file_name },
  };
}
