/** A clip of a black video: what is bright in it has been drawn. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFfmpegFrameSource } from '../../../adapters/frames/ffmpeg-frame-source.ts';
import { createFfmpegTranscoder } from '../../../adapters/frames/ffmpeg-transcoder.ts';
import { type FfmpegBinaries, findFfmpeg } from '../../../adapters/frames/locate-ffmpeg.ts';
import { exportText, MADE_UP_FRAMES, madeUpExport } from './made-up-export.test-support.ts';
import { makeClip } from './make-clip.ts';

const run = promisify(execFile);
const TICKS = 512;
const frameTable = {
  pts: Float64Array.from({ length: MADE_UP_FRAMES }, (_, frame) => frame * TICKS),
  timeBase: { numerator: 1, denominator: 25 * TICKS },
  endPts: MADE_UP_FRAMES * TICKS,
};

describe('a clip', () => {
  let folder: string;
  let binaries: FfmpegBinaries;
  let source: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "screenalytics clip's "));
    binaries = await findFfmpeg();
    source = path.join(folder, 'black.mp4');
    const black = ['-f', 'lavfi', '-i', 'color=black:s=720x576:r=25:d=24', '-f', 'lavfi', '-i', 'sine=d=24'];
    await run(binaries.ffmpeg, ['-v', 'error', ...black, '-c:v', 'libx264', '-preset', 'ultrafast', source]);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const clip = async (options: { fromSeconds?: number; toSeconds?: number }, signal = new AbortController().signal) => {
    const data = await madeUpExport(frameTable, options);
    const video = await createFfmpegFrameSource(binaries).probe(source);
    const target = path.join(folder, 'clip.mp4');
    await makeClip(createFfmpegTranscoder(binaries), { data, video, target, workFolder: folder, signal });
    return { data, target };
  };

  it('has the frames of its range, with a box in exactly those in which the person is on screen', async () => {
    const { data, target } = await clip({ fromSeconds: 3, toSeconds: 5 });
    const args = ['-v', 'error', '-show_entries', 'stream=codec_name,start_time,duration', '-of', 'csv=p=0', target];
    const { stdout } = await run(binaries.ffprobe, args);
    expect(stdout.trim().split('\n')).toEqual(['h264,0.000000,2.000000', 'aac,0.000000,2.000000']);

    // The left edge of the second column's box, 120 pixels from the left, at a height that the box always has.
    const strip = 'format=gray,crop=6:1:117:100';
    const decode = ['-v', 'error', '-i', target, '-vf', strip, '-f', 'rawvideo', '-pix_fmt', 'gray', 'pipe:1'];
    const { stdout: pixels } = await run(binaries.ffmpeg, decode, { encoding: 'buffer' });
    const drawn = Array.from(
      { length: pixels.length / 6 },
      (_, n) => Math.max(...pixels.subarray(6 * n, 6 * n + 6)) > 50,
    );
    expect(drawn).toHaveLength(50);
    const person = (await exportText('mot', data))
      .split('\n')
      .flatMap((line) => (line.split(',')[1] === '2' ? [Number(line.split(',')[0]) - 1 - 75] : []));
    expect(drawn.flatMap((isDrawn, n) => (isDrawn ? [n] : []))).toEqual(person);
    expect(person.length).toBeLessThan(50);
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['black.mp4', 'clip.mp4']));
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('leaves nothing behind when it is stopped', async () => {
    await rm(path.join(folder, 'clip.mp4'), { force: true });
    const stop = new AbortController();
    const making = clip({}, stop.signal);
    stop.abort(new Error('enough'));
    await expect(making).rejects.toThrow('enough');
    expect(await readdir(folder)).toEqual(['black.mp4']);
  });

  it('is refused where it would be another video, or nothing', async () => {
    const data = await madeUpExport(frameTable);
    const video = { ...(await createFfmpegFrameSource(binaries).probe(source)), width: 640 };
    const request = { data, video, target: path.join(folder, 'x.mp4'), workFolder: folder };
    const { signal } = new AbortController();
    const transcoder = createFfmpegTranscoder(binaries);
    await expect(makeClip(transcoder, { ...request, signal })).rejects.toThrow(/is not the video that was analysed/);
    await expect(clip({ fromSeconds: 3.001, toSeconds: 3.002 })).rejects.toThrow(/No frame begins in this range/);
  });
});
