/** Deleting many objects of S3 at once. */
import { createHash } from 'node:crypto';
import { DeleteObjectsCommand } from '@aws-sdk/client-s3';
import type { S3Connection } from './s3-client.ts';
import { explainS3Error } from './s3-error.ts';
import { listInS3 } from './s3-read.ts';

const PAGE = 1000;

/** Gives the number of objects deleted. */
export async function deletePrefixFromS3(
  connection: S3Connection,
  prefix: string,
  signal?: AbortSignal,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    // Always from the start: what was listed is gone by the next time.
    const { blobs } = await listInS3(connection, prefix, { pageSize: PAGE, ...(signal && { signal }) });
    if (blobs.length === 0) return deleted;
    const subject = { action: 'delete', key: prefix, signal };
    const command = deleteCommand(
      connection.bucket,
      blobs.map(({ key }) => key),
    );
    const { Errors = [] } = await connection.run(subject, (client, abortable) => client.send(command, abortable));
    const [failed] = Errors;
    if (failed) {
      const error = Object.assign(new Error(failed.Message ?? failed.Code), { name: failed.Code ?? '' });
      throw explainS3Error(error, { action: 'delete', key: failed.Key ?? prefix, storage: connection.description });
    }
    deleted += blobs.length;
  }
}

/** S3 insists on a checksum here. The SDK sends a CRC32, which older servers do not know; all of them know Content-MD5. */
function deleteCommand(bucket: string, keys: readonly string[]): DeleteObjectsCommand {
  const command = new DeleteObjectsCommand({
    Bucket: bucket,
    Delete: { Objects: keys.map((Key) => ({ Key })), Quiet: true },
  });
  command.middlewareStack.add(
    (next) => (args) => {
      const { body, headers } = args.request as { body: string; headers: Record<string, string> };
      headers['content-md5'] = createHash('md5').update(body).digest('base64');
      return next(args);
    },
    { step: 'build', name: 'contentMd5' },
  );
  return command;
}
