import { describe, expect, it } from 'vitest';
import { describeRedis } from './conformance.ts';
import { openMemoryRedis } from './memory-redis.ts';

describe('Redis in this process', () => {
  describeRedis(openMemoryRedis);

  it('shares nothing with another one, and says that it ends with the process', async () => {
    const [one, other] = [await openMemoryRedis(), await openMemoryRedis()];
    await one.client.set('a', '1');
    expect(await other.client.get('a')).toBeNull();
    expect(one.warnings).toEqual([{ code: 'redis.in-process', message: expect.stringMatching(/Set REDIS_URL/) }]);
    await Promise.all([one.close(), other.close()]);
    await expect(one.check(100)).rejects.toMatchObject({ code: 'redis.unreachable' });
  });

  it('refuses a command that it does not have', async () => {
    const redis = await openMemoryRedis();
    await expect(redis.client.geoadd('map', 1, 2, 'x')).rejects.toThrow(/'geoadd'.* Use a Redis server/);
    await redis.close();
  });
});
