import { z } from 'zod';
import { reviewer, router, viewer } from '../../api/procedures.ts';
import * as shape from '../../contract/exports.ts';
import { uuid } from '../../contract/ids.ts';
import { beginExport, cancelExport, deleteExport, listExports, readExport } from './export-files.ts';
import { EXPORT_FORMATS } from './formats.ts';

const tags = ['exports'];
const ofRun = z.object({ runId: uuid });
const oneExport = z.object({ id: uuid });

export const exportsRouter = router({
  formats: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/exports/formats',
        tags,
        summary: 'The formats; those made at once are downloaded from /runs/{runId}/exports/{format}',
      },
    })
    .input(z.object({}))
    .output(z.object({ items: z.array(shape.exportFormat) }))
    .query(() => ({ items: [...EXPORT_FORMATS] })),

  begin: reviewer
    .meta({
      openapi: { method: 'POST', path: '/runs/{runId}/exports', tags, summary: 'Have a file made that takes a while' },
    })
    .input(shape.exportRequest)
    .output(shape.exportFile)
    .mutation(({ ctx, input }) => beginExport(ctx.services, input, ctx.actor)),

  list: viewer
    .meta({
      openapi: { method: 'GET', path: '/runs/{runId}/exports', tags, summary: 'Files made of a run, newest first' },
    })
    .input(ofRun)
    .output(z.object({ items: z.array(shape.exportFile) }))
    .query(async ({ ctx, input }) => ({ items: await listExports(ctx.services, input.runId) })),

  get: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/exports/{id}',
        tags,
        summary: 'One file: how far it is, and where it is fetched',
      },
    })
    .input(oneExport)
    .output(shape.exportFile)
    .query(({ ctx, input }) => readExport(ctx.services, input.id)),

  cancel: reviewer
    .meta({ openapi: { method: 'POST', path: '/exports/{id}/cancel', tags, summary: 'Stop making a file' } })
    .input(oneExport)
    .output(shape.exportFile)
    .mutation(({ ctx, input }) => cancelExport(ctx.services, input.id, ctx.actor.name)),

  delete: reviewer
    .meta({ openapi: { method: 'DELETE', path: '/exports/{id}', tags, summary: 'Delete a file that was made' } })
    .input(oneExport)
    .output(z.object({ deleted: uuid }))
    .mutation(async ({ ctx, input }) => {
      await deleteExport(ctx.services, input.id, ctx.actor.id);
      return { deleted: input.id };
    }),
});
