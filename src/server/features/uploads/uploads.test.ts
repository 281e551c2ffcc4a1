import { afterAll, describe, it, vi } from 'vitest';
import { hasSwift, startSwift } from '../../../../fixtures/servers/swift-server.ts';
import { type S3Server, startS3Trial } from '../../../adapters/blobs/s3-servers.test-support.ts';
import { describeUploads } from './upload-suite.test-support.ts';
import { startUploadTrial } from './upload-trial.test-support.ts';

describeUploads('uploads to the local store', { setUp: () => startUploadTrial(), checksParts: true });

// In CI a missing package is a failure, not a reason to test less.
if (hasSwift() || process.env['CI']) {
  describe('with S3', () => {
    let server: S3Server | null = null;
    let bucket: { close(): Promise<void> } | null = null;
    afterAll(async () => {
      await bucket?.close();
      vi.unstubAllEnvs();
    });
    describeUploads('uploads to OpenStack Swift', {
      async setUp() {
        server = await startSwift();
        bucket = await startS3Trial(server);
        vi.stubEnv('AWS_ACCESS_KEY_ID', server.credentials.accessKeyId);
        vi.stubEnv('AWS_SECRET_ACCESS_KEY', server.credentials.secretAccessKey);
        return await startUploadTrial({
          STORAGE_BACKEND: 's3',
          AWS_S3_BUCKET: 'screenalytics',
          AWS_S3_ENDPOINT: server.endpoint,
        });
      },
      checksParts: false,
    });
  });
} else {
  describe.skip('uploads to OpenStack Swift', () => {
    it.todo("needs Debian's package python3-swift");
  });
}
