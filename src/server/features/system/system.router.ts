import { z } from 'zod';
import { admin, router, viewer } from '../../api/procedures.ts';
import { health } from '../../contract/health.ts';
import * as shape from '../../contract/system.ts';
import { listThresholds } from './list-thresholds.ts';

const tags = ['system'];

export const systemRouter = router({
  health: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/health',
        tags,
        summary: 'How each part is; /healthz says the same to machines',
      },
    })
    .input(z.object({}))
    .output(health)
    .query(({ ctx }) => ctx.services.health()),

  settings: admin
    .meta({ openapi: { method: 'GET', path: '/settings', tags, summary: 'What the installation is made of' } })
    .input(z.object({}))
    .output(shape.settings)
    .query(({ ctx }) => ctx.services.settings),

  models: admin
    .meta({ openapi: { method: 'GET', path: '/models', tags, summary: 'Model files: licence, hash, whether here' } })
    .input(z.object({}))
    .output(shape.models)
    .query(({ ctx }) => ctx.services.models()),

  storage: admin
    .meta({ openapi: { method: 'GET', path: '/storage', tags, summary: 'What takes how much space' } })
    .input(z.object({}))
    .output(shape.storageUse)
    .query(({ ctx }) => ctx.services.storageUse()),

  thresholds: admin
    .meta({ openapi: { method: 'GET', path: '/thresholds', tags, summary: 'Numbers that decide what is found' } })
    .input(z.object({}))
    .output(shape.thresholds)
    .query(() => ({ items: listThresholds() })),
});
