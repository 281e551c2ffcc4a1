/** What a server does at its start and every hour after: go on with what was interrupted, remove what nobody needs. */
import type { FastifyBaseLogger } from 'fastify';
import type { Services } from './api/services.ts';
import { queuePhotos } from './features/cast/queue-photos.ts';
import { resumeExports } from './features/exports/export-files.ts';
import { resumeForgettings } from './features/privacy/begin-forgetting.ts';
import { removeStrayPhotographs } from './features/privacy/remove-stray-photographs.ts';
import { applyRules } from './features/retention/apply-rules.ts';
import { cleanUploads } from './features/uploads/clean-uploads.ts';
import { resumeUploads } from './features/uploads/resume-uploads.ts';
import { removeUnusedVideos } from './features/videos/remove-unused-videos.ts';

const HOUR_MS = 3600_000;

/** Begins at once. @returns ends it. */
export function keepHouse(services: Services, log: Pick<FastifyBaseLogger, 'info' | 'error'>): () => void {
  const { background, clock, videoChecks } = services;
  let callOff = (): void => undefined;
  let isFirst = true;
  const work = async (signal: AbortSignal): Promise<void> => {
    // Later on, what is being completed is being completed by somebody.
    if (isFirst) await resumeUploads(services, signal, (err) => log.error({ err }, 'an upload could not be completed'));
    if (isFirst) await resumeExports(services);
    if (isFirst) await resumeForgettings(services);
    isFirst = false;
    await videoChecks.resume();
    await queuePhotos(services);
    const now = new Date(clock.now());
    const cleaned = await cleanUploads(services, now, signal);
    const done = {
      ...cleaned,
      videos: await removeUnusedVideos(services, now),
      photographs: await removeStrayPhotographs(services, now),
      ...(await applyRules(services, {
        signal,
        onFault: (err, kind) => log.error({ err, kind }, 'what is old could not be removed'),
      })),
    };
    if (Object.values(done).some((count) => count > 0)) log.info(done, 'removed what nobody needs');
  };
  const begin = (): void => {
    callOff = clock.after(HOUR_MS, begin);
    background
      .share('keep house', async (signal) => {
        try {
          await work(signal);
        } catch (err) {
          if (!signal.aborted) log.error({ err }, 'cleaning up failed; it is tried again in an hour');
        }
      })
      .catch(() => undefined);
  };
  begin();
  return () => callOff();
}
