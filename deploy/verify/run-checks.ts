/** All checks of a deployment, in an order in which the first failure tells the most. */
import { checkAnalysis } from './check-analysis.ts';
import { checkCors } from './check-cors.ts';
import { checkMetrics, checkStrangers } from './check-doors.ts';
import { checkEvents } from './check-events.ts';
import { checkHealth } from './check-health.ts';
import { checkSignedUrl } from './check-signed-url.ts';
import { checkStorageCors } from './check-storage-cors.ts';
import { checkTls } from './check-tls.ts';
import { checkUpload } from './check-upload.ts';
import type { HttpTarget } from './http-client.ts';
import type { Report } from './report.ts';
import { makeEpisode, removeEpisode } from './trial-episode.ts';
import { trialVideo } from './trial-video.ts';

export interface VerifyOptions {
  readonly target: HttpTarget;
  /** A page that may use the API; null: not looked at. */
  readonly origin: string | null;
  /** Video to send; null: one is made. */
  readonly video: string | null;
  /** How long the analysis may take. */
  readonly patienceSeconds: number;
  /** The rest is left out, but not the cleaning up. */
  readonly signal: AbortSignal;
}

export async function runChecks(report: Report, options: VerifyOptions): Promise<void> {
  const { target, origin, signal } = options;
  await report.check('certificate', () => checkTls(target));
  await report.check('health', () => checkHealth(target));
  await report.check('strangers', () => checkStrangers(target));
  await report.check('metrics', () => checkMetrics(target));
  await report.check('other origins', () => checkCors(target, origin));
  if (signal.aborted) return;
  const id = await report.check('episode', () => makeEpisode(target));
  if (id === null) return;
  try {
    if (!signal.aborted) await report.check('events', () => checkEvents(target, id));
    if (!signal.aborted) await checkWork(report, { ...options, id });
  } finally {
    await report.check('cleaning up', () => removeEpisode(target, id));
  }
}

async function checkWork(report: Report, options: VerifyOptions & { readonly id: string }): Promise<void> {
  const { target, id, signal, origin } = options;
  const sent = await report.check('upload', async () =>
    checkUpload(target, { episodeId: id, video: await trialVideo(options.video), signal }),
  );
  if (sent === null || signal.aborted) return;
  await report.check('storage', () => checkStorageCors(target, origin, sent));
  await report.check('signed URL', () => checkSignedUrl(target, id));
  if (signal.aborted) return;
  await report.check('analysis', () => checkAnalysis(target, id, { seconds: options.patienceSeconds, signal }));
}
