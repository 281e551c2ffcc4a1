import type { BackgroundWork } from '../../background-work.ts';
import { type CheckServices, checkVideo } from './check-video.ts';

/** Checks of videos that have arrived, one after the other: each reads a whole file. */
export interface VideoChecks {
  /** Checks a video when its turn comes; not twice at a time. */
  start(videoId: string): void;
  /** Goes on with the videos whose check was interrupted. Gives their number. */
  resume(): Promise<number>;
}

export interface VideoChecksOptions {
  readonly services: CheckServices;
  readonly background: BackgroundWork;
  /** Called after every check. */
  readonly onChecked?: (videoId: string) => Promise<void>;
  /** Told why a video could not be checked. It is tried again with the next {@link VideoChecks.resume}. */
  readonly onFault: (error: unknown, videoId: string) => void;
}

export function createVideoChecks({ services, background, onChecked, onFault }: VideoChecksOptions): VideoChecks {
  let last: Promise<void> = Promise.resolve();
  const start = (videoId: string): void => {
    const check = background.share(`check ${videoId}`, (signal) => {
      last = last.then(async () => {
        try {
          if (signal.aborted) return;
          await checkVideo(services, videoId, signal);
          await onChecked?.(videoId);
        } catch (error) {
          if (!signal.aborted) onFault(error, videoId);
        }
      });
      return last;
    });
    // Refused because the server is closing: the next start goes on with it.
    check.catch(() => undefined);
  };
  return {
    start,
    async resume() {
      const rows = await services.database.queries
        .selectFrom('videos')
        .select('id')
        .where('state', '=', 'checking')
        .orderBy('created_at')
        .execute();
      for (const { id } of rows) start(id);
      return rows.length;
    },
  };
}
