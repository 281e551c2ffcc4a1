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
  for (let cursor: string | undefined; ; ) {
    // On, not from the start again: a storage may list for a while what it has deleted.
    const page = await listInS3(connection, prefix, { cursor, pageSize: PAGE, signal });
    if (page.blobs.length === 0) return deleted;
    const { blobs } = page;
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
    if (!page.cursor) return deleted;
    cursor = page.cursor;
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
