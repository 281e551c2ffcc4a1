import { z } from 'zod';
import { admin, router } from '../../api/procedures.ts';
import * as shape from '../../contract/retention.ts';
import { listRules, previewRule, setRule } from './apply-rules.ts';

const tags = ['privacy'];

export const retentionRouter = router({
  list: admin
    .meta({
      openapi: { method: 'GET', path: '/retention', tags, summary: 'How long things are kept, and what would go now' },
    })
    .input(z.object({}))
    .output(shape.retentionRules)
    .query(async ({ ctx }) => ({ items: await listRules(ctx.services) })),

  preview: admin
    .meta({
      openapi: { method: 'GET', path: '/retention/{kind}/preview', tags, summary: 'What would go now by another rule' },
    })
    .input(shape.previewRetention)
    .output(shape.wouldGo)
    .query(({ ctx, input }) => previewRule(ctx.services, input)),

  set: admin
    .meta({
      openapi: { method: 'PUT', path: '/retention/{kind}', tags, summary: 'Say for how many days a kind is kept' },
    })
    .input(shape.setRetention)
    .output(shape.retentionRules)
    .mutation(async ({ ctx, input }) => {
      await setRule(ctx.services, input, ctx.actor.id);
      return { items: await listRules(ctx.services) };
    }),
});
