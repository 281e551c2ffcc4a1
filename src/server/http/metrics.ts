/** `/metrics`: what Prometheus reads. Every app has its own registry, so that two in one process do not mix. */
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Jobs } from '../../adapters/jobs/port.ts';
import { QUEUES } from '../jobs/operations/definitions.ts';

export function addMetrics(app: FastifyInstance, jobs: Jobs): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'screenalytics_' });
  const durations = new Histogram({
    name: 'screenalytics_http_request_seconds',
    help: 'Time from a request to its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const queues = new Gauge({
    name: 'screenalytics_queue_jobs',
    help: 'Jobs of a queue by state.',
    labelNames: ['queue', 'state'],
    registers: [registry],
  });
  const ages = new Gauge({
    name: 'screenalytics_queue_oldest_waiting_seconds',
    help: 'How long the oldest job has waited for its turn; 0 when none waits.',
    labelNames: ['queue'],
    registers: [registry],
  });
  const workers = new Gauge({
    name: 'screenalytics_queue_workers',
    help: 'Workers that serve a queue and were heard of within the last seconds.',
    labelNames: ['queue'],
    registers: [registry],
  });
  const readQueue = async (queue: string): Promise<void> => {
    const [counts, serving] = await Promise.all([jobs.counts(queue), jobs.workers(queue)]);
    const { waiting, retrying, waitingForJobs, running, done, failed, oldestWaitingSince: oldest } = counts;
    for (const [state, count] of Object.entries({ waiting, retrying, waitingForJobs, running, done, failed })) {
      queues.set({ queue, state }, count);
    }
    ages.set({ queue }, oldest === null ? 0 : Math.max(0, (Date.now() - oldest) / 1000));
    workers.set({ queue }, serving.length);
  };
  app.addHook('onResponse', (request, reply, done) => {
    // The route, not the path: paths are without number.
    const route = request.routeOptions.url ?? 'none';
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  app.get('/metrics', async (_, reply) => {
    reply.type(registry.contentType);
    await Promise.all(QUEUES.map(readQueue));
    return await registry.metrics();
  });
}
