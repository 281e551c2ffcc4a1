import { z } from 'zod';
import { router, viewer } from '../../api/procedures.ts';
import { episodeId, uuid } from '../../contract/ids.ts';
import { sameContent } from '../../contract/uploads.ts';
import * as shape from '../../contract/videos.ts';
import { listDuplicates } from './list-duplicates.ts';
import { readPlayback } from './read-playback.ts';
import { readThumbnails } from './read-thumbnails.ts';
import { listVideos } from './video-rows.ts';

const tags = ['videos'];
const ofEpisode = z.object({ episodeId });

export const videosRouter = router({
  list: viewer
    .meta({
      openapi: { method: 'GET', path: '/episodes/{episodeId}/videos', tags, summary: 'All videos of an episode' },
    })
    .input(ofEpisode)
    .output(z.object({ items: z.array(shape.video) }))
    .query(async ({ ctx, input }) => ({ items: await listVideos(ctx.services.database.queries, input.episodeId) })),

  duplicates: viewer
    .meta({
      openapi: { method: 'GET', path: '/videos/{id}/duplicates', tags, summary: 'Videos with the same content' },
    })
    .input(z.object({ id: uuid }))
    .output(z.object({ items: z.array(sameContent) }))
    .query(async ({ ctx, input }) => ({ items: await listDuplicates(ctx.services.database.queries, input.id) })),

  playback: viewer
    .meta({
      openapi: { method: 'GET', path: '/episodes/{episodeId}/playback', tags, summary: 'A URL to play the video at' },
    })
    .input(shape.playbackRequest)
    .output(shape.playback)
    .query(({ ctx, input }) => {
      const { blobs, database, clock } = ctx.services;
      return readPlayback({ queries: database.queries, blobs }, input, new Date(clock.now()));
    }),

  thumbnails: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/episodes/{episodeId}/thumbnails',
        tags,
        summary: 'Small pictures of the video at even distances; null until they are made, which asking begins',
      },
    })
    .input(ofEpisode)
    .output(shape.thumbnails.nullable())
    .query(({ ctx, input }) => {
      const { blobs, database, startThumbnails } = ctx.services;
      return readThumbnails({ queries: database.queries, blobs }, input.episodeId, startThumbnails);
    }),
});
