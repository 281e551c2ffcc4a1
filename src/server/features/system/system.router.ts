import { z } from 'zod';
import { admin, router, viewer } from '../../api/procedures.ts';
import { health } from '../../contract/health.ts';
import { settings } from '../../contract/system.ts';

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
    .output(settings)
    .query(({ ctx }) => ctx.services.settings),
});
