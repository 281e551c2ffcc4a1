import { afterAll, beforeAll, expect, it } from 'vitest';
import { openMemoryRedis } from '../../../adapters/redis/memory-redis.ts';
import type { RedisConnection } from '../../../adapters/redis/port.ts';
import type { Preview } from '../analyze/glimpse.ts';
import { createRunPreviews } from './run-previews.ts';

let redis: RedisConnection;
beforeAll(async () => {
  redis = await openMemoryRedis();
});
afterAll(() => redis.close());

const seen = (seconds: number, at: number): Preview => ({
  picture: { seconds, image: 'x', width: 2, height: 2, boxes: [] },
  faces: [{ image: `face at ${seconds}`, seconds, at }],
  found: 10,
  at,
});

it('puts together what the parts of a run have seen, and forgets it in time', async () => {
  const previews = createRunPreviews(redis);
  expect(await previews.read('r1')).toBeNull();
  await previews.put('r1', 'detect 0', seen(5, 2_000));
  await previews.put('r1', 'detect 1', seen(65, 3_000));
  await previews.put('r1', 'detect 1', seen(66, 4_000));
  await previews.put('r2', 'track', seen(1, 9_000));
  const preview = await previews.read('r1');
  expect(preview).toMatchObject({ found: 20, at: 4_000, picture: { seconds: 66 } });
  expect(preview?.faces.map(({ seconds }) => seconds)).toEqual([66, 5]);
  expect(await redis.client.pttl('screenalytics:run_preview:r1')).toBeGreaterThan(60_000);
});
