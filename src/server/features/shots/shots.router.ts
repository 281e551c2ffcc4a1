import { z } from 'zod';
import { router, viewer } from '../../api/procedures.ts';
import { ofRun, shot } from '../../contract/results.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { listShots } from '../../results/shot-list.ts';

export const shotsRouter = router({
  list: viewer
    .meta({ openapi: { method: 'GET', path: '/runs/{runId}/shots', tags: ['runs'], summary: 'All shots of a run' } })
    .input(ofRun)
    .output(z.object({ items: z.array(shot) }))
    .query(async ({ ctx, input }) => {
      const { queries } = ctx.services.database;
      await readDoneRun(queries, input.runId);
      return { items: await listShots(queries, input.runId) };
    }),
});
