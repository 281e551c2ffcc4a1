/** Entry of the API: `main.ts [--worker]`; with --worker it does the jobs, too. */
import { parseArgs } from 'node:util';
import { readConfig } from './config.ts';
import { endInGoodOrder } from './end-in-good-order.ts';
import { startApi } from './start-api.ts';

await endInGoodOrder(async () => {
  const { values } = parseArgs({ options: { worker: { type: 'boolean', default: false } } });
  const api = await startApi(readConfig(), { withWorker: values.worker });
  return api.close;
});
