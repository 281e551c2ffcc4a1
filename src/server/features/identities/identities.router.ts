import { z } from 'zod';
import { router, viewer } from '../../api/procedures.ts';
import * as shape from '../../contract/results.ts';
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
});
