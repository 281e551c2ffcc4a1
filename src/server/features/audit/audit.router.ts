import { z } from 'zod';
import { admin, router } from '../../api/procedures.ts';
import * as shape from '../../contract/audit.ts';
import { listAudit, readChoices } from './list-audit.ts';

const tags = ['audit'];

export const auditRouter = router({
  list: admin
    .meta({
      openapi: {
        method: 'GET',
        path: '/audit',
        tags,
        summary: 'Who did what, newest first; as a table from /audit.csv with the same filters',
      },
    })
    .input(shape.listAudit)
    .output(shape.auditPage)
    .query(({ ctx, input }) => listAudit(ctx.services.database.queries, input)),

  choices: admin
    .meta({ openapi: { method: 'GET', path: '/audit/choices', tags, summary: 'Who and what stands in the log' } })
    .input(z.object({}))
    .output(shape.auditChoices)
    .query(({ ctx }) => readChoices(ctx.services.database.queries)),
});
