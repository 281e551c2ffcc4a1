import { z } from 'zod';
import { announce } from '../../announce.ts';
import { admin, reviewer, router, viewer } from '../../api/procedures.ts';
import type { Services } from '../../api/services.ts';
import type { Episode } from '../../contract/episodes.ts';
import * as shape from '../../contract/episodes.ts';
import { episodeId } from '../../contract/ids.ts';
import { archiveEpisode, changeEpisode } from './change-episode.ts';
import { createEpisode } from './create-episode.ts';
import { deleteEpisode } from './delete-episode.ts';
import { type PlainEpisode, readEpisode } from './episode-rows.ts';
import { listEpisodes } from './list-episodes.ts';
import { type EpisodeStores, showEpisode, showEpisodes } from './show-episodes.ts';

const tags = ['episodes'];

export const episodesRouter = router({
  list: viewer
    .meta({ openapi: { method: 'GET', path: '/episodes', tags, summary: 'Episodes by search, filter and page' } })
    .input(shape.listEpisodes)
    .output(shape.episodePage)
    .query(async ({ ctx, input }) => {
      const { items, total } = await listEpisodes(ctx.services.database.queries, input);
      return { items: await showEpisodes(storesOf(ctx.services), items), total };
    }),

  get: viewer
    .meta({ openapi: { method: 'GET', path: '/episodes/{id}', tags, summary: 'One episode' } })
    .input(z.object({ id: episodeId }))
    .output(shape.episode)
    .query(async ({ ctx, input }) => {
      const stores = storesOf(ctx.services);
      return await showEpisode(stores, await readEpisode(stores.queries, input.id));
    }),

  create: reviewer
    .meta({ openapi: { method: 'POST', path: '/episodes', tags, summary: 'Make an episode' } })
    .input(shape.createEpisode)
    .output(shape.episode)
    .mutation(({ ctx, input }) => told(ctx.services, createEpisode(ctx.services.database, input))),

  change: reviewer
    .meta({ openapi: { method: 'PATCH', path: '/episodes/{id}', tags, summary: 'Change title or date' } })
    .input(shape.changeEpisode)
    .output(shape.episode)
    .mutation(({ ctx, input }) =>
      told(ctx.services, changeEpisode(ctx.services.database, input, new Date(ctx.services.clock.now()))),
    ),

  archive: reviewer
    .meta({
      openapi: {
        method: 'PUT',
        path: '/episodes/{id}/archived',
        tags,
        summary: 'Archive an episode, or bring it back',
      },
    })
    .input(shape.archiveEpisode)
    .output(shape.episode)
    .mutation(({ ctx, input }) =>
      told(ctx.services, archiveEpisode(ctx.services.database, { ...input, now: new Date(ctx.services.clock.now()) })),
    ),

  delete: admin
    .meta({ openapi: { method: 'DELETE', path: '/episodes/{id}', tags, summary: 'Delete an episode for good' } })
    .input(shape.deleteEpisode)
    .output(z.object({ deleted: episodeId }))
    .mutation(async ({ ctx, input }) => {
      await deleteEpisode(ctx.services, { ...input, now: new Date(ctx.services.clock.now()), by: ctx.actor.id });
      await announce(ctx.services.events, { type: 'episode-changed', episode: input.id });
      return { deleted: input.id };
    }),
});

/** The episode as it has become, once those who watch have been told. */
async function told(services: Services, change: Promise<PlainEpisode>): Promise<Episode> {
  const episode = await change;
  await announce(services.events, { type: 'episode-changed', episode: episode.id });
  return await showEpisode(storesOf(services), episode);
}

const storesOf = ({ database, blobs }: Services): EpisodeStores => ({ queries: database.queries, blobs });
