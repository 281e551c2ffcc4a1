import { z } from 'zod';
import { router, viewer } from '../../api/procedures.ts';
import { ofRun, shot } from '../../contract/results.ts';
import { readDoneRun } from '../../results/run-place.ts';

export const shotsRouter = router({
  list: viewer
    .meta({ openapi: { method: 'GET', path: '/runs/{runId}/shots', tags: ['runs'], summary: 'All shots of a run' } })
    .input(ofRun)
    .output(z.object({ items: z.array(shot) }))
    .query(async ({ ctx, input }) => {
      const { queries } = ctx.services.database;
      await readDoneRun(queries, input.runId);
      const rows = await queries
        .selectFrom('shots')
        .selectAll()
        .where('run_id', '=', input.runId)
        .orderBy('number')
        .execute();
      return {
        items: rows.map((row) => ({
          number: row.number,
          startFrame: row.start_frame,
          endFrame: row.end_frame,
          startSeconds: row.start_seconds,
          endSeconds: row.end_seconds,
          transition: row.transition,
        })),
      };
    }),
});
