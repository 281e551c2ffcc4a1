import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCorpus } from './build-corpus.test-support.ts';
import { createFfmpegFrameSource } from './ffmpeg-frame-source.ts';
import { createFfmpegStills } from './ffmpeg-stills.ts';
import { type FfmpegBinaries, findFfmpeg } from './locate-ffmpeg.ts';

let dir: string;
let newer: FfmpegBinaries;
beforeAll(async () => {
  newer = await findFfmpeg();
  dir = await mkdtemp(join(tmpdir(), 'stills-'));
  await buildCorpus(newer, dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const size = { width: 80, height: 46 };

describe.each([
  ['the system', {}],
  ['npm', { ffmpeg: 'no-such-program', ffprobe: 'no-such-program' }],
])('stills with the programs of %s', (_, options) => {
  let binaries: FfmpegBinaries;
  beforeAll(async () => {
    binaries = await findFfmpeg(options);
  });
  const stills = async (clip: string, everySeconds: number): Promise<Uint8Array[]> => {
    const video = await createFfmpegFrameSource(binaries).probe(join(dir, clip));
    const pictures: Uint8Array[] = [];
    for await (const { data } of createFfmpegStills(binaries).every(video, { ...size, everySeconds })) {
      pictures.push(Uint8Array.from(data));
    }
    return pictures;
  };

  it.each(['vfr.mp4', 'open-gop.mkv', 'late-start.ts', 'hevc.mp4'])('of %s show what is on screen', async (clip) => {
    const pictures = await stills(clip, 4);
    expect(pictures.length).toBeGreaterThanOrEqual(6);
    const source = createFfmpegFrameSource(binaries);
    const video = await source.probe(join(dir, clip));
    const { numerator, denominator } = video.timeBase;
    const differences: number[][] = pictures.map(() => []);
    let start: number | null = null;
    for await (const { pts, picture } of source.frames(video, size)) {
      start ??= pts;
      const seconds = ((pts - start) * numerator) / denominator;
      for (const [index, still] of pictures.entries()) {
        const distance = Math.abs(seconds - index * 4);
        const best = differences[index] ?? [];
        const differs = meanDifference(picture.data, still);
        if (best[0] === undefined || differs < best[0]) differences[index] = [differs, distance];
      }
    }
    // The frame that a still resembles most is near its time. (The pattern of testsrc2 moves with every frame.)
    const inTime = differences.slice(0, 6).filter(([, distance = 99]) => distance < 0.5);
    expect(inTime.length).toBe(6);
  });

  it('give what there is of a short video, and one picture anywhere', async () => {
    expect((await stills('one-frame.mp4', 1)).length).toBe(1);
    const video = await createFfmpegFrameSource(binaries).probe(join(dir, 'turned-90.mp4'));
    const upright = { width: 46, height: 80 };
    const picture = await createFfmpegStills(binaries).near(video, { ...upright, seconds: 0.2 });
    expect(picture).toMatchObject(upright);
    expect(await createFfmpegStills(binaries).near(video, { ...upright, seconds: 500 })).toBeNull();
  });

  it('end when they are not wanted any more', async () => {
    const video = await createFfmpegFrameSource(binaries).probe(join(dir, 'vfr.mp4'));
    const stop = new AbortController();
    const looked = (async () => {
      for await (const _picture of createFfmpegStills(binaries).every(video, {
        ...size,
        everySeconds: 1,
        signal: stop.signal,
      })) {
        stop.abort(new Error('enough'));
      }
    })();
    await expect(looked).rejects.toThrow('enough');
  });
});

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
  return sum / a.length;
}
