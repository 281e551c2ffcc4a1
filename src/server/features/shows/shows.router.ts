import { z } from 'zod';
import { reviewer, router, viewer } from '../../api/procedures.ts';
import { showId } from '../../contract/ids.ts';
import * as shape from '../../contract/shows.ts';
import { archiveShow, createShow, nameSeason, renameShow } from './change-show.ts';
import { readShow, readShows } from './show-rows.ts';

const tags = ['shows'];

export const showsRouter = router({
  list: viewer
    .meta({ openapi: { method: 'GET', path: '/shows', tags, summary: 'All shows with their seasons' } })
    .input(z.object({}))
    .output(z.object({ items: z.array(shape.show) }))
    .query(async ({ ctx }) => ({ items: await readShows(ctx.services.database.queries) })),

  get: viewer
    .meta({ openapi: { method: 'GET', path: '/shows/{id}', tags, summary: 'One show' } })
    .input(z.object({ id: showId }))
    .output(shape.show)
    .query(({ ctx, input }) => readShow(ctx.services.database.queries, input.id)),

  create: reviewer
    .meta({ openapi: { method: 'POST', path: '/shows', tags, summary: 'Make a show' } })
    .input(shape.createShow)
    .output(shape.show)
    .mutation(({ ctx, input }) => createShow(ctx.services.database, input)),

  rename: reviewer
    .meta({ openapi: { method: 'PATCH', path: '/shows/{id}', tags, summary: 'Give a show another title' } })
    .input(shape.renameShow)
    .output(shape.show)
    .mutation(({ ctx, input }) => renameShow(ctx.services.database, input)),

  archive: reviewer
    .meta({
      openapi: { method: 'PUT', path: '/shows/{id}/archived', tags, summary: 'Archive a show, or bring it back' },
    })
    .input(shape.archiveShow)
    .output(shape.show)
    .mutation(({ ctx, input }) =>
      archiveShow(ctx.services.database, { ...input, now: new Date(ctx.services.clock.now()) }),
    ),

  nameSeason: reviewer
    .meta({
      openapi: { method: 'PUT', path: '/shows/{showId}/seasons/{number}', tags, summary: 'Give a season a title' },
    })
    .input(shape.nameSeason)
    .output(shape.show)
    .mutation(({ ctx, input }) => nameSeason(ctx.services.database, input)),
});
