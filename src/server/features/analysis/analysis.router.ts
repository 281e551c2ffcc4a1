import { z } from 'zod';
import type { Actor } from '../../api/context.ts';
import { reviewer, router } from '../../api/procedures.ts';
import type { Services } from '../../api/services.ts';
import { noteAudit } from '../../audit.ts';
import { uuid } from '../../contract/ids.ts';
import { beginAnalysis } from '../../contract/jobs.ts';

const tags = ['runs'];
const oneRun = z.object({ id: uuid });
const answer = z.object({ run: uuid });

const note = (
  { services, actor }: { readonly services: Pick<Services, 'database'>; readonly actor: Actor },
  action: 'run.cancel' | 'run.retry',
  id: string,
): Promise<void> => noteAudit(services.database.queries, { by: actor.id, action, subject: { type: 'run', id } });

export const analysisRouter = router({
  begin: reviewer
    .meta({
      openapi: { method: 'POST', path: '/episodes/{id}/runs', tags, summary: 'Analyse the video of an episode' },
    })
    .input(beginAnalysis)
    .output(answer)
    .mutation(async ({ ctx, input }) => {
      const { id: episode, profile, models: pack } = input;
      const run = await ctx.services.analyses.begin({ episode, profile, pack, requestedBy: ctx.actor.id });
      return { run };
    }),

  cancel: reviewer
    .meta({ openapi: { method: 'POST', path: '/runs/{id}/cancel', tags, summary: 'Stop a run; what is done is kept' } })
    .input(oneRun)
    .output(answer)
    .mutation(async ({ ctx, input }) => {
      await ctx.services.analyses.cancel(input.id, ctx.actor.name);
      await note(ctx, 'run.cancel', input.id);
      return { run: input.id };
    }),

  retry: reviewer
    .meta({
      openapi: {
        method: 'POST',
        path: '/runs/{id}/retry',
        tags,
        summary: 'Go on with a run that failed or was cancelled',
      },
    })
    .input(oneRun)
    .output(answer)
    .mutation(async ({ ctx, input }) => {
      await ctx.services.analyses.retry(input.id);
      await note(ctx, 'run.retry', input.id);
      return { run: input.id };
    }),
});
