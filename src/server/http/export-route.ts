/** `GET /runs/{runId}/exports/{format}`: a file that is written while it is sent, for browsers and curl alike. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { attachment } from '../../adapters/blobs/content-disposition.ts';
import { appRouter } from '../api/app-router.ts';
import type { ApiContext } from '../api/context.ts';
import { createCallerFactory } from '../api/procedures.ts';
import { withinTime } from '../api/within-time.ts';
import { noteAudit } from '../audit.ts';
import { exportRequest } from '../contract/exports.ts';
import { openDownload } from '../features/exports/download.ts';
import { textReader } from './read-text.ts';
import { sendFailure } from './send-failure.ts';

export function addExportDownloads(
  app: FastifyInstance,
  contextOf: (request: FastifyRequest) => Promise<ApiContext>,
): void {
  const createCaller = createCallerFactory(appRouter);
  const readText = textReader(exportRequest);
  app.get('/runs/:runId/exports/:format', async (request, reply) => {
    try {
      const context = await contextOf(request);
      // Refuses who may not look.
      await createCaller(context).exports.formats({});
      const values = { ...(request.query as object), ...(request.params as object) };
      const wanted = exportRequest.parse(readText(values));
      const { fileName, contentType, content } = await withinTime(
        openDownload(context.services, wanted),
        context.services,
      );
      await noteAudit(context.services.database.queries, {
        by: context.actor?.id ?? 'nobody',
        action: 'export.download',
        subject: { type: 'run', id: wanted.runId },
        detail: { format: wanted.format },
      });
      return await reply
        .header('content-type', contentType)
        .header('content-disposition', attachment(fileName))
        .header('cache-control', 'no-store')
        .send(Readable.from(content, { objectMode: false }));
    } catch (error) {
      return await sendFailure(request, reply, error);
    }
  });
}
