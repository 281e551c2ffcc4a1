import { z } from 'zod';
import type { Jobs } from '../../../adapters/jobs/port.ts';
import { UserError } from '../../../errors.ts';
import { admin, reviewer, router, viewer } from '../../api/procedures.ts';
import * as shape from '../../contract/jobs.ts';
import { QUEUES } from '../../jobs/operations/definitions.ts';
import { showJob } from './show-job.ts';

const tags = ['jobs'];
const oneJob = z.object({ id: shape.jobId });
const oneQueue = z.object({ name: shape.queueName });

export const jobsRouter = router({
  list: viewer
    .meta({ openapi: { method: 'GET', path: '/jobs', tags, summary: 'Jobs of all queues, last changed first' } })
    .input(shape.listJobs)
    .output(z.object({ items: z.array(shape.job) }))
    .query(async ({ ctx, input }) => {
      const { queue, state, limit, offset } = input;
      const states = state ? [state] : shape.jobState.options;
      const jobs = await ctx.services.jobs.list({ ...(queue && { queues: [queue] }), states, limit, offset });
      return { items: jobs.map(showJob) };
    }),

  get: viewer
    .meta({ openapi: { method: 'GET', path: '/jobs/{id}', tags, summary: 'One job' } })
    .input(oneJob)
    .output(shape.job)
    .query(({ ctx, input }) => find(ctx.services.jobs, input.id)),

  cancel: reviewer
    .meta({
      openapi: { method: 'POST', path: '/jobs/{id}/cancel', tags, summary: 'Stop a job and those it consists of' },
    })
    .input(oneJob)
    .output(shape.job)
    .mutation(async ({ ctx, input }) => {
      const { jobs } = ctx.services;
      await find(jobs, input.id);
      await jobs.cancel(input.id, ctx.actor.name);
      return await find(jobs, input.id);
    }),

  history: viewer
    .meta({
      openapi: { method: 'GET', path: '/jobs/history', tags, summary: 'What became of your last jobs, newest first' },
    })
    .input(z.object({}))
    .output(z.object({ items: z.array(shape.endedJob) }))
    .query(async ({ ctx }) => {
      const ended = await ctx.services.history.list(ctx.actor.id);
      return { items: ended.map((each) => ({ ...each, endedAt: new Date(each.endedAt).toISOString() })) };
    }),

  queues: viewer
    .meta({
      openapi: { method: 'GET', path: '/queues', tags, summary: 'Queues, how full they are and who serves them' },
    })
    .input(z.object({}))
    .output(z.object({ items: z.array(shape.queue) }))
    .query(async ({ ctx }) => ({ items: await Promise.all(QUEUES.map((name) => showQueue(ctx.services.jobs, name))) })),

  pause: admin
    .meta({
      openapi: { method: 'POST', path: '/queues/{name}/pause', tags, summary: 'Let no further job of a queue begin' },
    })
    .input(oneQueue)
    .output(shape.queue)
    .mutation(async ({ ctx, input }) => {
      await ctx.services.jobs.pause(input.name);
      return await showQueue(ctx.services.jobs, input.name);
    }),

  resume: admin
    .meta({
      openapi: { method: 'POST', path: '/queues/{name}/resume', tags, summary: 'Let jobs of a queue begin again' },
    })
    .input(oneQueue)
    .output(shape.queue)
    .mutation(async ({ ctx, input }) => {
      await ctx.services.jobs.resume(input.name);
      return await showQueue(ctx.services.jobs, input.name);
    }),
});

async function find(jobs: Jobs, id: string) {
  const job = await jobs.get(id);
  if (job) return showJob(job);
  throw new UserError('jobs.not-found', `There is no job ${id}: it never was, or it ended long ago.`);
}

async function showQueue(jobs: Jobs, name: string) {
  const [counts, workers] = await Promise.all([jobs.counts(name), jobs.workers(name)]);
  const { oldestWaitingSince: oldest, ...rest } = counts;
  return {
    name,
    ...rest,
    oldestWaitingSince: oldest === null ? null : new Date(oldest).toISOString(),
    workers: workers.map(({ name: worker, concurrency, since, lastSeen }) => ({
      name: worker,
      concurrency,
      since: new Date(since).toISOString(),
      lastSeenAt: new Date(lastSeen).toISOString(),
    })),
  };
}
