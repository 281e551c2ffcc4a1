/** The reserved queues, served by a worker on the Redis inside this process. */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { openMemoryRedis } from '../../../adapters/redis/memory-redis.ts';
import { composeJobs } from '../../compose.ts';
import { readConfig } from '../../config.ts';
import { AUDIO_QUEUES, audioOperations } from './definitions.ts';
import { refuseAudioHandlers } from './refuse-audio.ts';

it('are known by the names that were agreed', () => {
  expect(AUDIO_QUEUES).toHaveLength(10);
  expect(AUDIO_QUEUES).toContain('SCREENALYTICS_AUDIO_DIARIZE');
  expect(audioOperations.map(({ name }) => name)).toContain('audio_diarize');
});

it('refuse what is put into them, saying why', async () => {
  const redis = await openMemoryRedis();
  const jobs = await composeJobs(readConfig({}).server, redis, audioOperations);
  const [ingest] = audioOperations;
  if (!ingest) throw new Error('There are no audio operations.');
  const stop = new AbortController();
  const changes = await jobs.watch(stop.signal);
  const work = await jobs.work({ handlers: refuseAudioHandlers, queues: { [ingest.queue]: 1 } });
  try {
    const { job } = await jobs.add(ingest, { run: randomUUID(), episode: 'rhobh-s01e01' });
    for await (const { type } of changes) if (type === 'failed') break;
    expect(await jobs.get(job.id)).toMatchObject({
      state: 'failed',
      failure: { code: 'audio.unavailable', message: expect.stringContaining('not available yet'), retryable: false },
    });
  } finally {
    stop.abort();
    await work.close({ graceMs: 0 });
    await jobs.close();
    await redis.close();
  }
});
