/** `/healthz` against real servers that are stopped one at a time. */
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, whyNoPostgres } from '../../fixtures/servers/postgres-server.ts';
import { redisServerMissing, startRedisServer } from '../../fixtures/servers/redis-server.ts';
import { type S3Server, startFauxqsServer } from '../adapters/blobs/s3-servers.test-support.ts';
import { startTestApi, type TestApi } from './api-server.test-support.ts';

/** Can be taken away and comes back at the same address. */
interface Part {
  stop(): Promise<unknown>;
  start(): Promise<unknown>;
}

const BUCKET = 'screenalytics';
const missing = redisServerMissing() ?? whyNoPostgres();

describe.skipIf(missing !== null)('the health of a server with servers behind it', () => {
  const stops: (() => Promise<unknown>)[] = [];
  let api: TestApi;
  let parts: Readonly<Record<'redis' | 'database' | 'storage', Part>>;

  beforeAll(async () => {
    const [redis, postgres, s3] = await Promise.all([startRedisServer(), startPostgres(), startFauxqsServer()]);
    const running = { redis, s3 };
    stops.push(
      () => running.redis.stop(),
      postgres.stop,
      () => running.s3.close(),
    );
    parts = {
      redis: {
        stop: () => running.redis.stop(),
        async start() {
          running.redis = await startRedisServer({ port: redis.port });
        },
      },
      database: { stop: postgres.kill, start: postgres.start },
      storage: {
        stop: () => running.s3.close(),
        async start() {
          running.s3 = await startFauxqsServer(Number(new URL(s3.endpoint).port));
          await createBucket(running.s3);
        },
      },
    };
    const { accessKeyId, secretAccessKey } = s3.credentials;
    // The SDK looks for them there by itself.
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey });
    await createBucket(s3);
    api = await startTestApi({
      REDIS_URL: redis.url,
      DATABASE_URL: await postgres.newDatabase(),
      STORAGE_BACKEND: 's3',
      AWS_S3_BUCKET: BUCKET,
      AWS_S3_ENDPOINT: s3.endpoint,
    });
  });
  afterAll(async () => {
    await api?.close();
    for (const stop of stops.splice(0)) await stop();
  });

  const health = async () => {
    const { status, body } = await api.call('GET', '/healthz');
    const { redis, storage, db, details = {} } = body as Record<string, string> & { details?: Record<string, string> };
    return { status, redis, storage, db, details };
  };
  const well = { status: 200, redis: 'ok', storage: 'ok', db: 'ok' };
  /** Looks at a server of which one part is away, and sees that it is well before and afterwards. */
  const without = async (part: keyof typeof parts, look: () => Promise<void>): Promise<void> => {
    expect(await health()).toMatchObject(well);
    await parts[part].stop();
    try {
      await look();
    } finally {
      await parts[part].start();
    }
    await expect.poll(health, { timeout: 30_000 }).toMatchObject(well);
  };

  it('names the Redis that is away', () =>
    without('redis', async () => {
      const found = await health();
      expect(found).toMatchObject({ status: 503, redis: 'failing', storage: 'ok', db: 'ok' });
      expect(found.details['redis']).toMatch(/Redis|answer/);
    }));

  it('names the database that is away, and so do calls that need it', () =>
    without('database', async () => {
      expect(await health()).toMatchObject({ status: 503, redis: 'ok', storage: 'ok', db: 'failing' });
      expect(await api.call('GET', '/shows')).toMatchObject({ status: 503, body: { code: 'database.unreachable' } });
    }));

  it('names the storage that is away', () =>
    without('storage', async () => {
      expect(await health()).toMatchObject({ status: 503, redis: 'ok', storage: 'failing', db: 'ok' });
    }));
});

async function createBucket({ endpoint, credentials }: S3Server): Promise<void> {
  const client = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  client.destroy();
}
