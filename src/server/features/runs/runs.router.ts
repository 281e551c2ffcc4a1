import { z } from 'zod';
import { announce } from '../../announce.ts';
import { reviewer, router, viewer } from '../../api/procedures.ts';
import { episodeId, uuid } from '../../contract/ids.ts';
import * as shape from '../../contract/runs.ts';
import { activateRun, deleteRun } from './change-run.ts';
import { compareRuns } from './compare-runs.ts';
import { readPreview } from './read-preview.ts';
import { readRunLog } from './read-run-log.ts';
import { listRuns, readRun } from './run-rows.ts';
import { signArtifact } from './sign-artifact.ts';

const tags = ['runs'];

export const runsRouter = router({
  list: viewer
    .meta({ openapi: { method: 'GET', path: '/episodes/{episodeId}/runs', tags, summary: 'The runs of an episode' } })
    .input(z.object({ episodeId }))
    .output(z.object({ items: z.array(shape.runListItem) }))
    .query(async ({ ctx, input }) => ({ items: await listRuns(ctx.services.database.queries, input.episodeId) })),

  get: viewer
    .meta({ openapi: { method: 'GET', path: '/runs/{id}', tags, summary: 'One run, with how healthy its result is' } })
    .input(z.object({ id: uuid }))
    .output(shape.run)
    .query(({ ctx, input }) => readRun(ctx.services.database.queries, input.id)),

  preview: viewer
    .meta({
      openapi: { method: 'GET', path: '/runs/{id}/preview', tags, summary: 'What a running run has just seen' },
    })
    .input(z.object({ id: uuid }))
    .output(shape.runPreview.nullable())
    .query(({ ctx, input }) => readPreview(ctx.services.database.queries, ctx.services.previews, input.id)),

  log: viewer
    .meta({
      openapi: { method: 'GET', path: '/runs/{id}/log', tags, summary: 'What happened to a run, in lines for people' },
    })
    .input(shape.runLogRequest)
    .output(shape.runLog)
    .query(async ({ ctx, input }) => ({ items: await readRunLog(ctx.services.database.queries, input) })),

  artifactUrl: viewer
    .meta({
      openapi: { method: 'GET', path: '/runs/{id}/artifacts/{name}', tags, summary: 'A URL of one file of a run' },
    })
    .input(shape.artifactRequest)
    .output(shape.signedUrl)
    .query(({ ctx, input }) => signArtifact(ctx.services, input)),

  compare: viewer
    .meta({
      openapi: { method: 'GET', path: '/runs/{id}/comparison', tags, summary: 'Two runs of one episode side by side' },
    })
    .input(z.object({ id: uuid, other: uuid }))
    .output(shape.comparison)
    .query(({ ctx, input }) => compareRuns(ctx.services, input)),

  activate: reviewer
    .meta({
      openapi: { method: 'POST', path: '/runs/{id}/activate', tags, summary: 'Show the result of this run' },
    })
    .input(z.object({ id: uuid }))
    .output(shape.run)
    .mutation(async ({ ctx, input }) => {
      const run = await activateRun(ctx.services.database, input.id, ctx.actor.id);
      await announce(ctx.services.events, { type: 'episode-changed', episode: run.episodeId });
      return run;
    }),

  delete: reviewer
    .meta({
      openapi: { method: 'DELETE', path: '/runs/{id}', tags, summary: 'Delete a run that is not shown, for good' },
    })
    .input(z.object({ id: uuid }))
    .output(z.object({ deleted: uuid }))
    .mutation(async ({ ctx, input }) => {
      const { episodeId: episode } = await deleteRun(ctx.services, input.id, ctx.actor.id);
      await announce(ctx.services.events, { type: 'episode-changed', episode });
      return { deleted: input.id };
    }),
});
