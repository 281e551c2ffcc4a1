import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCorpus } from './build-corpus.test-support.ts';
import { createFfmpegFrameSource } from './ffmpeg-frame-source.ts';
import { createFfmpegTranscoder } from './ffmpeg-transcoder.ts';
import { type FfmpegBinaries, findFfmpeg } from './locate-ffmpeg.ts';
import type { DecodedFrame, VideoProbe } from './port.ts';

let dir: string;
let newer: FfmpegBinaries;
beforeAll(async () => {
  newer = await findFfmpeg();
  dir = await mkdtemp(join(tmpdir(), 'transcoder-'));
  await buildCorpus(newer, dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe.each([
  ['the system', {}],
  ['npm', { ffmpeg: 'no-such-program', ffprobe: 'no-such-program' }],
])('a rendition for browsers, with the programs of %s', (_, options) => {
  let binaries: FfmpegBinaries;
  beforeAll(async () => {
    binaries = await findFfmpeg(options);
  });
  const framesOf = async (
    path: string,
  ): Promise<{ video: VideoProbe; seconds: number[]; last: DecodedFrame | null }> => {
    const source = createFfmpegFrameSource(newer);
    const video = await source.probe(path);
    const { numerator, denominator } = video.timeBase;
    const seconds: number[] = [];
    let last: DecodedFrame | null = null;
    for await (const frame of source.frames(video, { width: video.displayWidth, height: video.displayHeight })) {
      seconds.push((frame.pts * numerator) / denominator);
      last = frame;
    }
    return { video, seconds, last };
  };
  const rendition = async (clip: string): Promise<string> => {
    const video = await createFfmpegFrameSource(newer).probe(join(dir, clip));
    const target = join(dir, `${clip}.out.mp4`);
    await createFfmpegTranscoder(binaries).toBrowserVideo(video, target);
    return target;
  };

  it.each(['cfr.mp4', 'ntsc.mp4', 'vfr.mp4', 'vfr.mkv', 'late-start.ts', 'edit-list.mp4', 'one-frame.mp4'])(
    'has every frame of %s at its time',
    async (clip) => {
      const [before, after] = [await framesOf(join(dir, clip)), await framesOf(await rendition(clip))];
      const [start = 0] = before.seconds;
      expect(after.seconds.length).toBe(before.seconds.length);
      for (const [index, seconds] of before.seconds.entries()) {
        expect(after.seconds[index]).toBeCloseTo(seconds - start, 4);
      }
    },
  );

  it.each([
    ['cfr.mp4', { width: 160, height: 90, audioCodec: 'aac' }],
    ['turned-90.mp4', { width: 90, height: 160, rotation: 0 }],
    ['narrow-pixels.mp4', { width: 640, height: 480, displayWidth: 640 }],
    ['ten-bit.mp4', { bitDepth: 8 }],
    ['interlaced.mp4', { interlaced: false }],
    ['pq.mp4', { dynamicRange: 'sdr', bitDepth: 8 }],
    ['cover-first.mp4', { width: 160, videoStreams: 1, audioStreams: 1 }],
  ])('of %s is what browsers play', async (clip, expected) => {
    const { video } = await framesOf(await rendition(clip));
    expect(video).toMatchObject({ codec: 'h264', pixelFormat: 'yuv420p', ...expected });
    expect(video.container).toContain('mp4');
  });

  it('stays red', async () => {
    const { last } = await framesOf(await rendition('red-709.mp4'));
    const [red = 0, green = 0, blue = 0] = last?.picture.data ?? [];
    expect([red > 245, green < 12, blue < 12]).toEqual([true, true, true]);
  });

  it('tells how far it is, and leaves nothing when it is stopped', async () => {
    const video = await createFfmpegFrameSource(newer).probe(join(dir, 'vfr.mp4'));
    const target = join(dir, 'stopped.mp4');
    const stop = new AbortController();
    const told: number[] = [];
    const stopped = createFfmpegTranscoder(binaries).toBrowserVideo(video, target, {
      signal: stop.signal,
      onSeconds: (seconds) => {
        told.push(seconds);
        stop.abort(new Error('enough'));
      },
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(told.length).toBeGreaterThan(0);
    await expect(stat(target)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
