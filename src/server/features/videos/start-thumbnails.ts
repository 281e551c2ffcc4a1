/** Has the thumbnails of a video made. */
import type { Jobs } from '../../../adapters/jobs/port.ts';
import type { Operations } from '../../jobs/operations/definitions.ts';
import type { VideoRow } from './video-rows.ts';

export interface ThumbnailQueue {
  readonly jobs: Jobs;
  readonly makeThumbnails: Operations['makeThumbnails'];
}

/**
 * One job for good per video: what is waiting or running is not asked for again, and neither is what failed, as long as the
 * queue remembers why. A person can try that job again.
 */
export async function startThumbnails({ jobs, makeThumbnails }: ThumbnailQueue, video: VideoRow): Promise<void> {
  const payload = { video: video.id, episode: video.episode_id, videoSeconds: video.duration_seconds ?? 0 };
  await jobs.add(makeThumbnails, payload, { id: `thumbnails-${video.id}` });
}
