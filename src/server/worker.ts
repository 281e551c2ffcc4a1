/** Entry of a worker: `worker.ts [--queues analysis,segments]`. */
import { parseArgs } from 'node:util';
import { UserError } from '../errors.ts';
import { readConfig } from './config.ts';
import { endInGoodOrder } from './end-in-good-order.ts';
import { QUEUES } from './jobs/operations/definitions.ts';
import { createLog } from './log.ts';
import { openParts } from './open-parts.ts';
import { reconcileRuns } from './reconcile-runs.ts';
import { startWorker } from './start-worker.ts';

/** Jobs that are nearly done may end by themselves. */
const GRACE_MS = 5_000;

await endInGoodOrder(async () => {
  const config = readConfig();
  if (config.server.redisUrl === null) {
    throw new UserError(
      'config.worker-alone',
      'REDIS_URL is not set, so there is no queue that a worker could share with the API: set it to a Redis server, or start the API alone, which then works itself.',
    );
  }
  const { values } = parseArgs({ options: { queues: { type: 'string', default: QUEUES.join(',') } } });
  const queues = values.queues.split(',').filter((name) => name !== '');
  const log = createLog(config.server.logLevel);
  const parts = await openParts(config, log);
  const worker = await startWorker(config, parts, { queues, log });
  const stopReconciling = reconcileRuns(parts, log);
  return async () => {
    await worker.close({ graceMs: GRACE_MS });
    await stopReconciling();
    await parts.close();
  };
});
