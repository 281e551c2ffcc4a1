/** An API for tests of uploads, and a sender that does what a browser does. */
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { findFfmpeg } from '../../../adapters/frames/locate-ffmpeg.ts';
import { startTestApi, type TestApi } from '../../api-server.test-support.ts';
import type { Upload } from '../../contract/uploads.ts';

const run = promisify(execFile);

export const MIB = 1024 * 1024;
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export type Call = TestApi['call'];

export interface SentFile {
  readonly fileName: string;
  readonly content: Buffer;
}

export interface UploadTrial {
  readonly api: TestApi;
  readonly folder: string;
  /** An episode that no other test uses. */
  newEpisode(): Promise<string>;
  /** A playable video of one second; no two are the same. At least so many bytes. */
  video(leastBytes?: number): Promise<Buffer>;
  /** Uploads all of it, and waits until it has been looked at. */
  upload(episodeId: string, file: SentFile, more?: object): Promise<Upload>;
  close(): Promise<void>;
}

export async function startUploadTrial(variables: Readonly<Record<string, string>> = {}): Promise<UploadTrial> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'uploads-'));
  const plain = await makeVideo(folder);
  const api = await startTestApi(variables);
  let episodes = 0;
  return {
    api,
    folder,
    async newEpisode() {
      const number = ++episodes;
      const { body } = await api.call('POST', '/episodes', { showId: 'up', showTitle: 'Uploads', season: 1, number });
      return (body as { id: string }).id;
    },
    video: (leastBytes = 0) => Promise.resolve(padded(plain, leastBytes)),
    async upload(episodeId, file, more = {}) {
      const upload = await begin(api.call, { episodeId, ...file, ...more });
      await sendParts(api.call, upload, file.content);
      const { status, body } = await api.call('POST', `/uploads/${upload.id}/complete`, {});
      expect([status, body]).toEqual([200, expect.objectContaining({ state: 'completed' })]);
      await api.services.background.settled();
      return body as Upload;
    },
    async close() {
      await api.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One second of a moving picture with sound. */
export async function makeVideo(folder: string): Promise<Buffer> {
  const file = path.join(folder, 'made.mp4');
  const { ffmpeg } = await findFfmpeg();
  const inputs = ['-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=25:d=1', '-f', 'lavfi', '-i', 'sine=d=1'];
  const codecs = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
  await run(ffmpeg, ['-v', 'error', '-y', ...inputs, ...codecs, file]);
  return await readFile(file);
}

/** The video with a box of noise behind it, which players pass over (ISO/IEC 14496-12, `free`). */
export function padded(video: Buffer, leastBytes: number): Buffer {
  const noise = randomBytes(Math.max(32, leastBytes - video.length - 8));
  const header = Buffer.alloc(8);
  header.writeUInt32BE(noise.length + 8);
  header.write('free', 4, 'latin1');
  return Buffer.concat([video, header, noise]);
}

export async function begin(
  call: Call,
  {
    episodeId,
    fileName,
    content,
    ...more
  }: SentFile & { readonly episodeId: string; readonly [name: string]: unknown },
): Promise<Upload> {
  const { status, body } = await call('POST', '/uploads', { episodeId, fileName, bytes: content.length, ...more });
  expect([status, body]).toEqual([200, expect.anything()]);
  return body as Upload;
}

export const partOf = (content: Buffer, { partBytes }: Pick<Upload, 'partBytes'>, number: number): Buffer =>
  content.subarray((number - 1) * partBytes, number * partBytes);

/** Asks for a URL for one part and sends it there. @param sent what goes over the wire, where it is something else. */
export async function sendPart(
  call: Call,
  { id }: Pick<Upload, 'id'>,
  { number, part, sent = part }: { readonly number: number; readonly part: Buffer; readonly sent?: Buffer },
): Promise<Response> {
  const signed = await call('POST', `/uploads/${id}/parts`, { parts: [{ number, sha256: sha256Of(part) }] });
  expect(signed).toMatchObject({ status: 200 });
  const [target] = (signed.body as { items: { url: string; headers: Record<string, string> }[] }).items;
  const response = await fetch(target?.url ?? '', {
    method: 'PUT',
    headers: target?.headers ?? {},
    body: new Uint8Array(sent),
  });
  await response.arrayBuffer();
  return response;
}

/** All parts, or those of these numbers, at the same time. Gives them as their sender knows them. */
export async function sendParts(
  call: Call,
  upload: Upload,
  content: Buffer,
  numbers = Array.from({ length: upload.partCount }, (_, index) => index + 1),
): Promise<{ number: number; etag: string }[]> {
  return await Promise.all(
    numbers.map(async (number) => {
      const response = await sendPart(call, upload, { number, part: partOf(content, upload, number) });
      expect(response.status).toBe(200);
      return { number, etag: response.headers.get('etag') ?? '' };
    }),
  );
}

export async function writeFileIn(folder: string, name: string, content: Uint8Array | string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}
