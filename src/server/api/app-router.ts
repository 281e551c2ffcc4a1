/** Everything that can be asked of the server. */
import { accountsRouter } from '../features/accounts/accounts.router.ts';
import { analysisRouter } from '../features/analysis/analysis.router.ts';
import { auditRouter } from '../features/audit/audit.router.ts';
import { castRouter } from '../features/cast/cast.router.ts';
import { episodesRouter } from '../features/episodes/episodes.router.ts';
import { eventsRouter } from '../features/events/events.router.ts';
import { exportsRouter } from '../features/exports/exports.router.ts';
import { facesRouter } from '../features/faces/faces.router.ts';
import { identitiesRouter } from '../features/identities/identities.router.ts';
import { jobsRouter } from '../features/jobs/jobs.router.ts';
import { privacyRouter } from '../features/privacy/privacy.router.ts';
import { retentionRouter } from '../features/retention/retention.router.ts';
import { reviewRouter } from '../features/review/review.router.ts';
import { runsRouter } from '../features/runs/runs.router.ts';
import { screenTimeRouter } from '../features/screen-time/screen-time.router.ts';
import { shotsRouter } from '../features/shots/shots.router.ts';
import { showsRouter } from '../features/shows/shows.router.ts';
import { systemRouter } from '../features/system/system.router.ts';
import { tracksRouter } from '../features/tracks/tracks.router.ts';
import { uploadsRouter } from '../features/uploads/uploads.router.ts';
import { videosRouter } from '../features/videos/videos.router.ts';
import { router } from './procedures.ts';

export const appRouter = router({
  system: systemRouter,
  accounts: accountsRouter,
  analysis: analysisRouter,
  jobs: jobsRouter,
  shows: showsRouter,
  episodes: episodesRouter,
  uploads: uploadsRouter,
  videos: videosRouter,
  events: eventsRouter,
  runs: runsRouter,
  shots: shotsRouter,
  tracks: tracksRouter,
  faces: facesRouter,
  identities: identitiesRouter,
  review: reviewRouter,
  screenTime: screenTimeRouter,
  exports: exportsRouter,
  cast: castRouter,
  privacy: privacyRouter,
  retention: retentionRouter,
  audit: auditRouter,
});
/** For clients: types alone. */
export type AppRouter = typeof appRouter;
