import { describe, it } from 'vitest';
import { hasSwift, startSwift } from '../../../fixtures/servers/swift-server.ts';
import { describeBlobStore } from './conformance.ts';
import { startFauxqsServer, startS3Trial } from './s3-servers.test-support.ts';

/** Small enough that the copy of a test object goes in parts. */
const COPY_PART_BYTES = 6 * 1024 * 1024;

// In CI a missing package is a failure, not a reason to test less.
if (hasSwift() || process.env['CI']) {
  describeBlobStore(
    'S3 store on OpenStack Swift',
    async () => await startS3Trial(await startSwift(), { copyPartBytes: COPY_PART_BYTES }),
    ['post', 'part checksums'],
  );
} else {
  describe.skip('S3 store on OpenStack Swift', () => {
    it.todo("needs Debian's package python3-swift");
  });
}

describeBlobStore('S3 store on fauxqs', async () => await startS3Trial(await startFauxqsServer()), [
  'signatures',
  'post',
  'part lists',
  'part checksums',
  'listing order',
  'disk',
  'cut connections',
]);
