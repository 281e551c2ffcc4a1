/** Real servers of the S3 protocol on free ports of this machine. For test files only. */
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';
import type { Trial } from './conformance-subject.test-support.ts';
import { createS3BlobStore, type S3BlobStore } from './s3-blob-store.ts';
import type { S3Options } from './s3-client.ts';

export interface S3Server {
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  close(): Promise<void>;
}

/** fauxqs: runs wherever Node does; knows no signatures, no forms, no lists of parts and uploads. @param port 0: a free one. */
export async function startFauxqsServer(port = 0): Promise<S3Server> {
  const server = await startFauxqs({ port, logger: false, host: '127.0.0.1' });
  return {
    endpoint: `http://127.0.0.1:${server.port}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    close: () => server.stop(),
  };
}

/** A store on an empty bucket of the server. */
export async function startS3Trial(
  server: S3Server,
  options: Partial<S3Options> = {},
): Promise<Trial & { store: S3BlobStore }> {
  const { endpoint, credentials } = server;
  const bucket = 'screenalytics';
  const client = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  client.destroy();
  const opened: S3BlobStore[] = [];
  const open = (): S3BlobStore => {
    const now = (): number => Date.now() + trial.clockOffsetMs;
    const store = createS3BlobStore({ bucket, region: 'us-east-1', endpoint, credentials, now, ...options });
    opened.push(store);
    return store;
  };
  const trial = {
    clockOffsetMs: 0,
    get store() {
      return store;
    },
    reopen: open,
    close: async () => {
      for (const one of opened) one.close();
      await server.close();
    },
  };
  const store = open();
  return trial;
}
