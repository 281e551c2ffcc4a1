import { z } from 'zod';
import { announce } from '../../announce.ts';
import { reviewer, router, viewer } from '../../api/procedures.ts';
import { episodeId, uuid } from '../../contract/ids.ts';
import * as shape from '../../contract/uploads.ts';
import { awaitBriefly } from './await-briefly.ts';
import { beginUpload } from './begin-upload.ts';
import { cancelUpload } from './cancel-upload.ts';
import { completeUpload } from './complete-upload.ts';
import { dropEmptyEpisode } from './drop-empty-episode.ts';
import { listUploads } from './list-uploads.ts';
import { registerFile } from './register-file.ts';
import { signParts } from './sign-parts.ts';
import { readUpload } from './upload-rows.ts';

const tags = ['uploads'];
const one = z.object({ id: uuid });

export const uploadsRouter = router({
  list: viewer
    .meta({ openapi: { method: 'GET', path: '/uploads', tags, summary: 'Uploads that are going on' } })
    .input(z.object({ episodeId: episodeId.optional() }))
    .output(z.object({ items: z.array(shape.upload) }))
    .query(async ({ ctx, input }) => ({ items: await listUploads(ctx.services, input.episodeId) })),

  get: viewer
    .meta({ openapi: { method: 'GET', path: '/uploads/{id}', tags, summary: 'One upload, with what has arrived' } })
    .input(one)
    .output(shape.upload)
    .query(({ ctx, input }) => readUpload(ctx.services, input.id)),

  begin: reviewer
    .meta({ openapi: { method: 'POST', path: '/uploads', tags, summary: 'Begin an upload, or go on with it' } })
    .input(shape.beginUpload)
    .output(shape.begunUpload)
    .mutation(({ ctx, input }) =>
      beginUpload(ctx.services, input, { actor: ctx.actor.id, now: new Date(ctx.services.clock.now()) }),
    ),

  signParts: reviewer
    .meta({ openapi: { method: 'POST', path: '/uploads/{id}/parts', tags, summary: 'URLs to send parts to' } })
    .input(shape.signParts)
    .output(shape.signedParts)
    .mutation(({ ctx, input }) => signParts(ctx.services, input, new Date(ctx.services.clock.now()))),

  complete: reviewer
    .meta({
      openapi: {
        method: 'POST',
        path: '/uploads/{id}/complete',
        tags,
        summary: 'Make a video of the parts; it may be completing still when this answers',
      },
    })
    .input(shape.completeUpload)
    .output(shape.upload)
    .mutation(async ({ ctx, input }) => {
      const { services } = ctx;
      // Who lost the connection and asks again waits for the same work.
      const work = services.background.share(`complete ${input.id}`, (signal) =>
        completeUpload(services, input, signal),
      );
      await awaitBriefly(services.clock, work);
      return await readUpload(services, input.id);
    }),

  cancel: reviewer
    .meta({ openapi: { method: 'DELETE', path: '/uploads/{id}', tags, summary: 'Drop an upload and its parts' } })
    .input(shape.cancelUpload)
    .output(shape.upload)
    .mutation(async ({ ctx, input }) => {
      const { services, actor } = ctx;
      await cancelUpload(services, input.id, new Date(services.clock.now()));
      const upload = await readUpload(services, input.id);
      const { episodeId: episode } = upload;
      if (input.withEmptyEpisode && (await dropEmptyEpisode(services.database, episode, actor.id))) {
        await announce(services.events, { type: 'episode-changed', episode });
      }
      return upload;
    }),

  register: reviewer
    .meta({
      openapi: { method: 'POST', path: '/uploads/register', tags, summary: 'Take a file that is there already' },
    })
    .input(shape.registerFile)
    .output(shape.upload)
    .mutation(({ ctx, input }) => {
      const { id: actor, role } = ctx.actor;
      const now = new Date(ctx.services.clock.now());
      return registerFile(ctx.services, input, { actor, now, mayReadDisk: role === 'admin' });
    }),
});
