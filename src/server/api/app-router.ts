/** Everything that can be asked of the server. */
import { episodesRouter } from '../features/episodes/episodes.router.ts';
import { eventsRouter } from '../features/events/events.router.ts';
import { showsRouter } from '../features/shows/shows.router.ts';
import { uploadsRouter } from '../features/uploads/uploads.router.ts';
import { videosRouter } from '../features/videos/videos.router.ts';
import { router } from './procedures.ts';

export const appRouter = router({
  shows: showsRouter,
  episodes: episodesRouter,
  uploads: uploadsRouter,
  videos: videosRouter,
  events: eventsRouter,
});
/** For clients: types alone. */
export type AppRouter = typeof appRouter;
