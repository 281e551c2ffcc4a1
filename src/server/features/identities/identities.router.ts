import { z } from 'zod';
import { reviewer, router, viewer } from '../../api/procedures.ts';
import * as shape from '../../contract/results.ts';
import { compareWithCast, group } from './ask-for-jobs.ts';
import { assign } from './assign-identities.ts';
import { listIdentities, readIdentity } from './read-identities.ts';

const tags = ['identities'];

export const identitiesRouter = router({
  list: viewer
    .meta({
      openapi: { method: 'GET', path: '/runs/{runId}/identities', tags, summary: 'Who was found, by falling seconds' },
    })
    .input(shape.ofRun)
    .output(z.object({ items: z.array(shape.identity) }))
    .query(async ({ ctx, input }) => ({ items: await listIdentities(ctx.services, input.runId) })),

  get: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/runs/{runId}/identities/{number}',
        tags,
        summary: 'One identity with its tracks',
      },
    })
    .input(shape.numberedInRun)
    .output(shape.identityDetail)
    .query(({ ctx, input }) => readIdentity(ctx.services, input)),

  assign: reviewer
    .meta({
      openapi: { method: 'PUT', path: '/runs/{runId}/assignments', tags, summary: 'Say who identities are' },
    })
    .input(shape.assignIdentities)
    .output(shape.assigned)
    .mutation(({ ctx, input }) => assign(ctx.services, input, ctx.actor.id)),

  group: reviewer
    .meta({
      openapi: {
        method: 'POST',
        path: '/runs/{runId}/auto-group',
        tags,
        summary: 'Look for identities that are one person, and join them if wanted; the job has the result',
      },
    })
    .input(shape.groupIdentities)
    .output(shape.startedJob)
    .mutation(({ ctx, input }) => group(ctx.services, input, ctx.actor.id)),

  refreshSimilarity: reviewer
    .meta({
      openapi: {
        method: 'POST',
        path: '/runs/{runId}/refresh-similarity',
        tags,
        summary: 'Compare identities with the photographs of the cast again; suggestions change',
      },
    })
    .input(shape.ofRun)
    .output(shape.startedJob)
    .mutation(({ ctx, input }) => compareWithCast(ctx.services, input, ctx.actor.id)),
});
