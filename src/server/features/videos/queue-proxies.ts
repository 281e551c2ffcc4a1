/** Asks for a rendition of every current video that browsers cannot play and that has none. */
import type { Queries } from '../../../adapters/database/port.ts';
import type { Jobs } from '../../../adapters/jobs/port.ts';
import type { Operations } from '../../jobs/operations/definitions.ts';
import { isPlayable } from './browser-video.ts';
import { probeOf } from './video-rows.ts';

export interface ProxyQueue {
  readonly jobs: Jobs;
  readonly makeProxy: Operations['makeProxy'];
}

/** A video whose rendition is being made is not asked for again; one that failed is, when this is called next. */
export async function queueProxies(queries: Queries, { jobs, makeProxy }: ProxyQueue): Promise<void> {
  const rows = await queries
    .selectFrom('videos')
    .selectAll()
    .where('is_current', '=', true)
    .where('state', '=', 'ready')
    .where('proxy_key', 'is', null)
    .execute();
  for (const row of rows) {
    const probe = probeOf(row);
    if (probe === null || isPlayable(probe, row.file_name)) continue;
    await jobs.add(makeProxy, { video: row.id, episode: row.episode_id, videoSeconds: row.duration_seconds ?? 0 });
  }
}
