/** `/healthz` against real servers that are stopped one at a time. */
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPostgres, whyNoPostgres } from '../../fixtures/servers/postgres-server.ts';
import { redisServerMissing, startRedisServer } from '../../fixtures/servers/redis-server.ts';
import { startFauxqsServer } from '../adapters/blobs/s3-servers.test-support.ts';
import { startTestApi, type TestApi } from './api-server.test-support.ts';

const REGION = 'us-east-1';
const missing = redisServerMissing() ?? whyNoPostgres();

describe.skipIf(missing !== null)('the health of a server with servers behind it', () => {
  const stops: (() => Promise<unknown>)[] = [];
  let api: TestApi;
  let stopRedis: () => Promise<void>;
  let stopPostgres: () => Promise<void>;
  let stopStorage: () => Promise<void>;

  beforeEach(async () => {
    const [redis, postgres, s3] = await Promise.all([startRedisServer(), startPostgres(), startFauxqsServer()]);
    stopRedis = () => redis.stop();
    stopPostgres = () => postgres.kill();
    stopStorage = s3.close;
    stops.push(redis.stop, postgres.stop);
    const { accessKeyId, secretAccessKey } = s3.credentials;
    // The SDK looks for them there by itself.
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey });
    const client = new S3Client({
      endpoint: s3.endpoint,
      credentials: s3.credentials,
      region: REGION,
      forcePathStyle: true,
    });
    await client.send(new CreateBucketCommand({ Bucket: 'screenalytics' }));
    client.destroy();
    api = await startTestApi({
      REDIS_URL: redis.url,
      DATABASE_URL: await postgres.newDatabase(),
      STORAGE_BACKEND: 's3',
      AWS_S3_BUCKET: 'screenalytics',
      AWS_S3_ENDPOINT: s3.endpoint,
    });
  });
  afterEach(async () => {
    // A queue whose Redis is gone does not close in good order; the test ends anyway.
    await Promise.race([api.close(), new Promise((resolve) => setTimeout(resolve, 15_000))]);
    for (const stop of stops.splice(0)) await stop();
  });

  const health = async () => {
    const { status, body } = await api.call('GET', '/healthz');
    const { redis, storage, db, details = {} } = body as Record<string, string> & { details?: Record<string, string> };
    return { status, redis, storage, db, details };
  };

  it('names the Redis that is away', async () => {
    expect(await health()).toMatchObject({ status: 200, redis: 'ok', storage: 'ok', db: 'ok' });
    await stopRedis();
    expect(await health()).toMatchObject({ status: 503, redis: 'failing', storage: 'ok', db: 'ok' });
    expect((await health()).details['redis']).toMatch(/Redis|answer/);
  });

  it('names the database that is away, and so do calls that need it', async () => {
    await stopPostgres();
    expect(await health()).toMatchObject({ status: 503, redis: 'ok', storage: 'ok', db: 'failing' });
    expect(await api.call('GET', '/shows')).toMatchObject({ status: 503, body: { code: 'database.unreachable' } });
  });

  it('names the storage that is away', async () => {
    await stopStorage();
    expect(await health()).toMatchObject({ status: 503, redis: 'ok', storage: 'failing', db: 'ok' });
  });
});
