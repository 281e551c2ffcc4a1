/** `npm run bench:jobs`: BullMQ on the Redis inside the process and on a Redis server, one after the other. */
import { Command, InvalidArgumentError } from 'commander';
import { alignTable } from '../evaluation/align-table.ts';
import { redisServerMissing, startRedisServer } from '../fixtures/servers/redis-server.ts';
import { openMemoryRedis } from '../src/adapters/redis/memory-redis.ts';
import type { RedisConnection } from '../src/adapters/redis/port.ts';
import { openServerRedis } from '../src/adapters/redis/server-redis.ts';
import { UserError } from '../src/errors.ts';
import { type JobMeasurement, type JobMeasurementOptions, measureJobs } from './measure-jobs.ts';

interface Options {
  readonly jobs: number;
  readonly idle: number;
}

const command = new Command('bench:jobs')
  .description('Measures jobs per second and the delay of the event loop on both kinds of Redis.')
  .option('--jobs <n>', 'jobs per measurement', positive, 500)
  .option('--idle <seconds>', 'how long the idle worker is watched', positive, 5)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}

async function main({ jobs, idle }: Options): Promise<void> {
  const options = { jobs: Math.ceil(jobs), idleSeconds: idle };
  const measurements = [await measured(await openMemoryRedis(), options)];
  const missing = redisServerMissing();
  if (missing === null) measurements.push(await onServer(options));
  console.log(formatMeasurements(measurements));
  if (missing !== null) console.log(`\nNo figures of a server: ${missing}.`);
}

async function onServer(options: JobMeasurementOptions): Promise<JobMeasurement> {
  const server = await startRedisServer();
  try {
    return await measured(await openServerRedis({ url: server.url }), options);
  } finally {
    await server.stop();
  }
}

async function measured(redis: RedisConnection, options: JobMeasurementOptions): Promise<JobMeasurement> {
  try {
    return await measureJobs(redis, options);
  } finally {
    await redis.close();
  }
}

function formatMeasurements(measurements: readonly JobMeasurement[]): string {
  return alignTable([
    ['redis', 'added/s', 'completed/s', 'latency ms', 'loop delay p99 ms', 'max ms', 'idle CPU ms/s'],
    ...measurements.map((m) => [
      m.kind,
      m.addedPerSecond.toFixed(0),
      m.completedPerSecond.toFixed(0),
      m.latencyMs.toFixed(1),
      m.delayMs.p99.toFixed(1),
      m.delayMs.max.toFixed(1),
      m.idleCpuMsPerSecond.toFixed(1),
    ]),
  ]);
}

command.parse();
try {
  await main(command.opts<Options>());
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
