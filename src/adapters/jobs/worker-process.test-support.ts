/** A worker in a process of its own, to be killed: `worker-process.test-support.ts <redis url> <take-over ms>`. */
import { openServerRedis } from '../redis/server-redis.ts';
import { createBullJobs } from './bull-jobs.ts';
import { DEFINITIONS, sampleHandlers } from './sample-jobs.test-support.ts';

const [url = '', takeOverMs = ''] = process.argv.slice(2);
const { client, connect } = await openServerRedis({ url });
const jobs = createBullJobs({ client, connect, definitions: DEFINITIONS, takeOverMs: Number(takeOverMs) });
await jobs.work({
  handlers: sampleHandlers({
    echo: (_, { id }) => {
      process.stdout.write(`begun ${id}\n`);
      return new Promise<never>(() => {});
    },
  }),
  queues: { singles: 1 },
});
