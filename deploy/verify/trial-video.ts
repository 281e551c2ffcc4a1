/** The video that is sent: made here, so that none has to be shipped. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findFfmpeg } from '../../src/adapters/frames/locate-ffmpeg.ts';
import { UserError } from '../../src/errors.ts';

export interface TrialVideo {
  readonly fileName: string;
  readonly content: Buffer;
  /** For people. */
  readonly description: string;
}

/** More than the API puts into one part, so that there are two. */
const PADDED_BYTES = 9 * 1024 * 1024;
const SECONDS = 4;

/** @param file a video to send; null: a test picture in which nobody is seen. */
export async function trialVideo(file: string | null): Promise<TrialVideo> {
  if (file === null) return { fileName: 'verify.mp4', content: await makeTestPicture(), description: 'a test picture' };
  const content = await readFile(file).catch((cause: Error) => {
    throw new UserError('verify.no-video', `${file} cannot be read: ${cause.message}.`, { cause });
  });
  return { fileName: path.basename(file), content, description: path.basename(file) };
}

async function makeTestPicture(): Promise<Buffer> {
  const { ffmpeg } = await findFfmpeg();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'verify-'));
  try {
    const made = path.join(folder, 'made.mp4');
    const source = `testsrc2=s=320x180:r=25:d=${SECONDS}`;
    const codec = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];
    await promisify(execFile)(ffmpeg, ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, ...codec, made]);
    return padded(await readFile(made));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Behind the video comes a box of noise, which players pass over (ISO/IEC 14496-12, `free`). No two uploads are equal. */
function padded(video: Buffer): Buffer {
  const noise = randomBytes(PADDED_BYTES - video.length);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(noise.length + header.length);
  header.write('free', 4, 'latin1');
  return Buffer.concat([video, header, noise]);
}
