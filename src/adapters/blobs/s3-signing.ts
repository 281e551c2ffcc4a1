/** Presigned URLs and forms of S3. Signing is arithmetic: nothing is sent. */
import { GetObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { attachment } from './content-disposition.ts';
import { checkContentType } from './content-type.ts';
import { checkPartNumber } from './part-number.ts';
import type { SignedPart, SignedPost, SignGetOptions, SignPartOptions, SignPostOptions } from './port.ts';
import type { S3Connection } from './s3-client.ts';
import { base64OfHex } from './sha256-forms.ts';
import { expirySeconds } from './signing-time.ts';

/** Milliseconds since 1970. */
interface Clock {
  readonly now: () => number;
}

const timing = (options: SignGetOptions & Clock): { expiresIn: number; signingDate: Date } => ({
  expiresIn: expirySeconds(options),
  signingDate: new Date(options.now()),
});

export async function signS3Get(
  connection: S3Connection,
  key: string,
  options: SignGetOptions & Clock,
): Promise<string> {
  const { downloadName } = options;
  const command = new GetObjectCommand({
    Bucket: connection.bucket,
    Key: key,
    ...(downloadName !== undefined && { ResponseContentDisposition: attachment(downloadName) }),
  });
  const how = timing(options);
  return await connection.run({ action: 'sign', key }, (client) => getSignedUrl(client, command, how));
}

/** The hash is signed as a header, not moved into the URL: S3 looks for it there. */
export async function signS3Part(
  connection: S3Connection,
  part: { readonly Bucket: string; readonly Key: string; readonly UploadId: string; readonly PartNumber: number },
  options: SignPartOptions & Clock,
): Promise<SignedPart> {
  checkPartNumber(part.PartNumber);
  const headers = options.sha256 === undefined ? {} : { 'x-amz-checksum-sha256': base64OfHex(options.sha256) };
  const command = new UploadPartCommand({
    ...part,
    ...(options.sha256 !== undefined && { ChecksumSHA256: base64OfHex(options.sha256) }),
  });
  const how = { ...timing(options), unhoistableHeaders: new Set(Object.keys(headers)) };
  const url = await connection.run({ action: 'sign', key: part.Key }, (client) => getSignedUrl(client, command, how));
  return { url, headers };
}

export async function signS3Post(
  connection: S3Connection,
  key: string,
  options: SignPostOptions & Clock,
): Promise<SignedPost> {
  const contentType = checkContentType(options.contentType);
  // The SDK counts from the time of the system, whatever clock this store has.
  const Expires = expirySeconds(options) + Math.round((options.now() - Date.now()) / 1000);
  const { url, fields } = await connection.run({ action: 'sign', key }, (client) =>
    createPresignedPost(client, {
      Bucket: connection.bucket,
      Key: key,
      Expires,
      Fields: { 'Content-Type': contentType },
      Conditions: [
        ['content-length-range', options.minBytes ?? 0, options.maxBytes],
        ['eq', '$Content-Type', contentType],
      ],
    }),
  );
  return { url, fields };
}
