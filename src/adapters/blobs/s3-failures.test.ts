import { createHmac } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { bytesOf, readAll } from './body-content.test-support.ts';
import { createS3BlobStore, type S3BlobStore } from './s3-blob-store.ts';
import { explainS3Error } from './s3-error.ts';

/** For the test of silence alone: on a busy machine, an answer of this very process may take longer. */
const IMPATIENT = { connectTimeoutMs: 500, silenceTimeoutMs: 200 } as const;
const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

describe('failures of S3', () => {
  const opened: { server?: Server; store?: S3BlobStore } = {};
  afterEach(() => {
    opened.store?.close();
    opened.server?.closeAllConnections();
    opened.server?.close();
  });

  const open = async (
    answer: RequestListener,
    patience: Partial<typeof IMPATIENT> = {},
  ): Promise<{ store: S3BlobStore; endpoint: string }> => {
    const server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const store = createS3BlobStore({
      bucket: 'bucket',
      region: 'us-east-1',
      endpoint,
      credentials: CREDENTIALS,
      attempts: 1,
      ...patience,
    });
    Object.assign(opened, { server, store });
    return { store, endpoint };
  };
  const answering =
    (status: number, code: string): RequestListener =>
    (_, response) => {
      response.writeHead(status, { 'Content-Type': 'application/xml' });
      response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>text</Message></Error>`);
    };

  it('are worth another try when nobody listens, and name the address', async () => {
    const { store, endpoint } = await open(() => undefined);
    opened.server?.close();
    const head = store.head('x');
    await expect(head).rejects.toMatchObject({ name: 'BlobError', code: 'blobs.unavailable', retryable: true });
    await expect(head).rejects.toThrow(
      `Could not look at x in s3://bucket at ${endpoint}: the storage does not answer`,
    );
  });

  it('are worth another try when no answer comes in time', async () => {
    const { store } = await open(() => undefined, IMPATIENT);
    await expect(store.head('x')).rejects.toMatchObject({ code: 'blobs.unavailable', retryable: true });
    await expect(store.put('x', bytesOf('x'))).rejects.toMatchObject({ code: 'blobs.unavailable', retryable: true });
  });

  it('are worth another try when the answer breaks off', async () => {
    const { store } = await open((_, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('half', () => response.destroy());
    });
    const { body } = await store.get('x');
    await expect(readAll(body)).rejects.toMatchObject({ code: 'blobs.unavailable', retryable: true });
  });

  it.each([
    [503, 'SlowDown', 'blobs.unavailable', true, /busy/],
    [500, 'InternalError', 'blobs.unavailable', true, /try again/],
    [403, 'AccessDenied', 'blobs.access-denied', false, /s3:GetObject/],
    [403, 'InvalidAccessKeyId', 'blobs.access-denied', false, /AWS_ACCESS_KEY_ID/],
    [403, 'SignatureDoesNotMatch', 'blobs.access-denied', false, /AWS_SECRET_ACCESS_KEY/],
    [400, 'ExpiredToken', 'blobs.access-denied', false, /expired/],
    [403, 'RequestTimeTooSkewed', 'blobs.misconfigured', true, /clock/],
    [404, 'NoSuchBucket', 'blobs.misconfigured', false, /AWS_S3_BUCKET/],
    [404, 'NoSuchKey', 'blobs.not-found', false, /no object x/],
    [400, 'BadDigest', 'blobs.damaged-body', true, /send it again/],
    [400, 'EntityTooLarge', 'blobs.too-large', false, /too large/],
    [416, 'InvalidRange', 'blobs.bad-range', false, /range/],
    [400, 'SomethingNew', 'blobs.failed', false, /text/],
  ])('%i %s become %s', async (status, code, expected, retryable, text) => {
    const { store } = await open(answering(status, code));
    const get = store.get('x');
    await expect(get).rejects.toMatchObject({ name: 'BlobError', code: expected, retryable });
    await expect(get).rejects.toThrow(text);
    await expect(get).rejects.toThrow(/^[^\n]+[:;] [^\n]+$/);
    // For the log: which request it was, and nothing that was signed.
    const error: unknown = await get.catch((caught: unknown) => caught);
    expect(error).toMatchObject({ cause: { name: code, status } });
    expect(inspect(error, { depth: 10 })).not.toMatch(/AKIDEXAMPLE|authorization/i);
  });

  it('are told from a HEAD, whose answer has no words, by their status', async () => {
    const { store } = await open((_, response) => response.writeHead(403).end());
    await expect(store.head('x')).rejects.toMatchObject({ code: 'blobs.access-denied' });
  });

  it('are told from one of many deletions', async () => {
    let request = 0;
    const { store } = await open((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/xml' });
      const list = '<ListBucketResult><Contents><Key>p/x</Key><Size>1</Size></Contents></ListBucketResult>';
      const errors =
        '<DeleteResult><Error><Key>p/x</Key><Code>AccessDenied</Code><Message>no</Message></Error></DeleteResult>';
      response.end(request++ % 2 === 0 ? list : errors);
    });
    await expect(store.deletePrefix('p/')).rejects.toMatchObject({ code: 'blobs.access-denied' });
    await expect(store.deletePrefix('p/')).rejects.toThrow(/p\/x/);
  });

  it('of unknown kind keep their cause', () => {
    const request = { action: 'read', key: 'x', storage: 's3://b at y' };
    const cause = new Error('boom');
    expect(explainS3Error(cause, request)).toMatchObject({ code: 'blobs.failed', cause });
    expect(explainS3Error('text', request)).toMatchObject({ code: 'blobs.failed', cause: 'text' });
  });
});

describe('what is sent to S3', () => {
  it('has no checksum in signed URLs but the one that was asked for', async () => {
    const store = createS3BlobStore({ bucket: 'bucket', region: 'us-east-1', credentials: CREDENTIALS });
    const upload = { key: 'x y', uploadId: 'u' };
    const plain = await store.multipart.signPart(upload, 1);
    expect(plain.url).toMatch(/^https:\/\/bucket\.s3\.us-east-1\.amazonaws\.com\/x%20y\?/);
    expect(plain.url).toContain('X-Amz-Expires=900');
    expect(plain.url).not.toMatch(/checksum/i);
    const sha256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
    const checked = await store.multipart.signPart(upload, 1, { sha256 });
    expect(checked.headers).toEqual({ 'x-amz-checksum-sha256': 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=' });
    expect(checked.url).toMatch(/X-Amz-SignedHeaders=host%3Bx-amz-checksum-sha256/);
    expect(checked.url).not.toContain('LPJNul');
    store.close();
  });

  it('is a form whose policy allows one key, one type and one range of sizes, signed as S3 checks it', async () => {
    const store = createS3BlobStore({ bucket: 'bucket', region: 'us-east-1', credentials: CREDENTIALS });
    const { url, fields } = await store.signPost('facebank/x.png', {
      minBytes: 1,
      maxBytes: 99,
      contentType: 'image/png',
    });
    expect(url).toBe('https://bucket.s3.us-east-1.amazonaws.com/');
    expect(fields).toMatchObject({ key: 'facebank/x.png', 'Content-Type': 'image/png' });
    const { Policy = '', 'X-Amz-Signature': signature, 'X-Amz-Date': date = '' } = fields;
    const policy = JSON.parse(Buffer.from(Policy, 'base64').toString()) as {
      expiration: string;
      conditions: unknown[];
    };
    expect(Math.abs(Date.parse(policy.expiration) - Date.now() - 900_000)).toBeLessThan(60_000);
    expect(policy.conditions).toEqual(
      expect.arrayContaining([
        ['content-length-range', 1, 99],
        ['eq', '$Content-Type', 'image/png'],
        { bucket: 'bucket' },
        { key: 'facebank/x.png' },
      ]),
    );
    // AWS Signature Version 4 for browser-based uploads: the string to sign is the policy as it is sent.
    const steps = [date.slice(0, 8), 'us-east-1', 's3', 'aws4_request', Policy];
    const secret: string | Buffer = `AWS4${CREDENTIALS.secretAccessKey}`;
    const expected = steps.reduce<string | Buffer>(
      (key, step) => createHmac('sha256', key).update(step).digest(),
      secret,
    );
    expect(signature).toBe(Buffer.from(expected).toString('hex'));
    store.close();
  });
});
