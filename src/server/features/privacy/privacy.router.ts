import { z } from 'zod';
import { admin, router } from '../../api/procedures.ts';
import * as shape from '../../contract/privacy.ts';
import { beginForgetting, queueForgetting } from './begin-forgetting.ts';
import { listForgettings, readCertificate, requireUnfinished } from './list-forgettings.ts';
import { previewForgetting } from './preview-forgetting.ts';

const tags = ['privacy'];

export const privacyRouter = router({
  preview: admin
    .meta({
      openapi: {
        method: 'GET',
        path: '/people/{personId}/traces',
        tags,
        summary: 'What would be removed if a person were forgotten',
      },
    })
    .input(shape.ofPerson)
    .output(shape.forgetPreview)
    .query(({ ctx, input }) => previewForgetting(ctx.services, input.personId)),

  forget: admin
    .meta({
      openapi: {
        method: 'POST',
        path: '/people/{personId}/forget',
        tags,
        summary: 'Remove a person from everywhere, for good',
      },
    })
    .input(shape.forgetPerson)
    .output(shape.ofForgetting)
    .mutation(async ({ ctx, input }) => ({ id: await beginForgetting(ctx.services, input, ctx.actor.id) })),

  list: admin
    .meta({
      openapi: {
        method: 'GET',
        path: '/privacy/certificates',
        tags,
        summary: 'Who was forgotten, by number, and how far it is',
      },
    })
    .input(z.object({}))
    .output(z.object({ items: z.array(shape.forgetting) }))
    .query(async ({ ctx }) => ({ items: await listForgettings(ctx.services) })),

  retry: admin
    .meta({
      openapi: { method: 'POST', path: '/privacy/certificates/{id}/retry', tags, summary: 'Go on with what failed' },
    })
    .input(shape.ofForgetting)
    .output(shape.ofForgetting)
    .mutation(async ({ ctx, input }) => {
      await requireUnfinished(ctx.services, input.id);
      await queueForgetting(ctx.services, input.id, ctx.actor.id);
      return input;
    }),

  certificate: admin
    .meta({
      openapi: {
        method: 'GET',
        path: '/privacy/certificates/{id}',
        tags,
        summary: 'What was removed, kept and searched',
      },
    })
    .input(shape.ofForgetting)
    .output(shape.issuedCertificate)
    .query(({ ctx, input }) => readCertificate(ctx.services, input.id)),
});
