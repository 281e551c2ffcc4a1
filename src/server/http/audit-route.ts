/** `GET /audit.csv`: who did what, as a table, sent while it is read. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { attachment } from '../../adapters/blobs/content-disposition.ts';
import { appRouter } from '../api/app-router.ts';
import type { ApiContext } from '../api/context.ts';
import { createCallerFactory } from '../api/procedures.ts';
import { auditFilter } from '../contract/audit.ts';
import { auditCsv } from '../features/audit/audit-csv.ts';
import { textReader } from './read-text.ts';
import { sendFailure } from './send-failure.ts';

export function addAuditDownload(
  app: FastifyInstance,
  contextOf: (request: FastifyRequest) => Promise<ApiContext>,
): void {
  const createCaller = createCallerFactory(appRouter);
  const readText = textReader(auditFilter);
  app.get('/audit.csv', async (request, reply) => {
    try {
      const context = await contextOf(request);
      const filter = auditFilter.parse(readText(request.query as object));
      // Refuses who may not look.
      await createCaller(context).audit.list({ ...filter, limit: 1 });
      return await reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', attachment('audit.csv'))
        .header('cache-control', 'no-store')
        .send(Readable.from(auditCsv(context.services.database.queries, filter), { objectMode: false }));
    } catch (error) {
      return await sendFailure(request, reply, error);
    }
  });
}
