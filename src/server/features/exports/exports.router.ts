import { z } from 'zod';
import { router, viewer } from '../../api/procedures.ts';
import * as shape from '../../contract/exports.ts';
import { EXPORT_FORMATS } from './formats.ts';

const tags = ['exports'];

export const exportsRouter = router({
  formats: viewer
    .meta({ openapi: { method: 'GET', path: '/exports/formats', tags, summary: 'The formats there are' } })
    .input(z.object({}))
    .output(z.object({ items: z.array(shape.exportFormat) }))
    .query(() => ({ items: [...EXPORT_FORMATS] })),
});
