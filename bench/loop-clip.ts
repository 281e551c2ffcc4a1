import { join } from 'node:path';
import { timeProcess } from './time-process.ts';

/**
 * Makes a long clip by playing a short one again and again, without encoding it anew: what it holds per minute stays
 * the same, so memory that grows with it is memory that grows with length.
 *
 * @param into an existing directory.
 * @returns path of the long clip.
 */
export async function loopClip(
  clip: string,
  { ffmpeg, minutes, into }: { readonly ffmpeg: string; readonly minutes: number; readonly into: string },
): Promise<string> {
  const long = join(into, `${minutes}-minutes.mkv`);
  const loop = [
    '-stream_loop',
    '-1',
    '-i',
    clip,
    '-map',
    '0:v:0',
    '-map',
    '0:a:0?',
    '-c',
    'copy',
    '-t',
    `${60 * minutes}`,
  ];
  await timeProcess(ffmpeg, ['-v', 'error', '-nostdin', ...loop, long]);
  return long;
}
