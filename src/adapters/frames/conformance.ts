/** What every FrameSource must do, on the clips that `build-corpus.test-support.ts` builds. */
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { AWKWARD_NAME } from './build-corpus.test-support.ts';
import type { DecodedFrame, DecodeOptions, DecodeWarning, FrameSource, VideoProbe } from './port.ts';

/** A frame source and the folder with the clips. */
export interface Trial {
  readonly source: FrameSource;
  readonly dir: string;
}

interface Decoded {
  readonly video: VideoProbe;
  readonly frames: readonly DecodedFrame[];
  readonly warnings: readonly DecodeWarning[];
}

const SMALL = { width: 48, height: 28 };
/** Clips long enough that frames near the end are reached by a jump, with what makes jumping hard. */
const JUMPED = [
  'open-gop.mp4',
  'open-gop.mkv',
  'late-start.ts',
  'edit-list.mp4',
  'vfr.mp4',
  'vfr.mkv',
  'hevc.mp4',
  'hevc.ts',
  'interlaced.mp4',
  'no-key-frames.mp4',
  'one-key-frame.ts',
  'garbage.mkv',
];

/** Registers the suite; `setUp` runs once. */
export function testFrameSource(name: string, setUp: () => Promise<Trial>): void {
  describe(name, () => {
    let trial: Trial;
    beforeAll(async () => {
      trial = await setUp();
    });
    const probe = (clip: string) => trial.source.probe(join(trial.dir, clip));
    const decode = async (clip: string, options: DecodeOptions = SMALL): Promise<Decoded> => {
      const video = await probe(clip);
      const [frames, warnings]: [DecodedFrame[], DecodeWarning[]] = [[], []];
      for await (const frame of trial.source.frames(video, options, (warning) => warnings.push(warning))) {
        frames.push(frame);
      }
      return { video, frames, warnings };
    };

    describe('describes', () => {
      it.each([
        ['cfr.mp4', { width: 160, height: 90, rotation: 0, bitDepth: 8, interlaced: false, audioStreams: 1 }],
        ['turned-90.mp4', { width: 90, height: 160, displayWidth: 90, displayHeight: 160, rotation: 90 }],
        ['turned-180.mp4', { width: 160, height: 90, rotation: 180 }],
        ['turned-270.mp4', { width: 90, height: 160, rotation: 270 }],
        ['narrow-pixels.mp4', { width: 720, height: 480, displayWidth: 640, displayHeight: 480 }],
        ['interlaced.mp4', { interlaced: true }],
        ['ten-bit.mp4', { bitDepth: 10, dynamicRange: 'sdr' }],
        ['pq.mp4', { bitDepth: 10, dynamicRange: 'pq' }],
        ['hlg.mp4', { bitDepth: 10, dynamicRange: 'hlg' }],
        ['two-films.mkv', { videoStreams: 2, audioStreams: 0, streamIndex: 0 }],
        ['cover-first.mp4', { videoStreams: 1, audioStreams: 1, width: 160 }],
        ['late-start.ts', { startPts: 9126000, timeBase: { numerator: 1, denominator: 90000 } }],
        ['one-frame.mp4', { durationSeconds: 0.04 }],
        [AWKWARD_NAME, { width: 160, height: 90 }],
      ])('%s', async (clip, expected) => {
        expect(await probe(clip)).toMatchObject(expected);
      });
    });

    describe('tells the times of the container', () => {
      it('at a constant rate', async () => {
        const { frames, video } = await decode('ntsc.mp4');
        const seconds = frames.map((frame) => (frame.pts * video.timeBase.numerator) / video.timeBase.denominator);
        expect(seconds).toHaveLength(60);
        for (const [index, time] of seconds.entries()) expect(time).toBeCloseTo((index * 1001) / 30000, 9);
      });

      it('at a variable rate', async () => {
        const { frames, video } = await decode('vfr.mp4');
        expect(video.timeBase).toEqual({ numerator: 1, denominator: 90000 });
        const expected = Array.from({ length: 650 }, (_, n) => n * 3600 + ((n * n * 977) % 2500));
        expect(frames.map((frame) => frame.pts)).toEqual(expected);
      });

      it('when the clock does not start at zero', async () => {
        const { frames } = await decode('late-start.ts');
        expect(frames.map((frame) => frame.pts)).toEqual(Array.from({ length: 650 }, (_, n) => 9126000 + n * 3600));
      });

      it('when an edit list hides the first frames', async () => {
        const cut = await decode('edit-list.mp4');
        const whole = await decode('open-gop.mp4');
        const ticks = cut.video.timeBase.denominator / 25;
        expect(cut.frames.map((frame) => frame.pts)).toEqual(cut.frames.map((_, n) => n * ticks));
        expect(cut.frames[0]?.picture.data).toEqual(whole.frames.at(-cut.frames.length)?.picture.data);
      });

      it('of a single frame', async () => {
        const { frames, warnings } = await decode('one-frame.mp4');
        expect(frames.map((frame) => frame.pts)).toEqual([0]);
        expect(warnings).toEqual([]);
      });

      it('through a file name that programs like to interpret', async () => {
        expect((await decode(AWKWARD_NAME)).frames).toHaveLength(50);
      });
    });

    describe('delivers chosen frames as a decode from the start does', () => {
      it.each(JUMPED)('%s', async (clip) => {
        const all = (await decode(clip)).frames;
        const chosen = [...all.slice(-75, -2).filter((_, n) => n % 9 === 0), ...all.slice(-2)];
        const { frames, warnings } = await decode(clip, { ...SMALL, onlyPts: chosen.map((frame) => frame.pts) });
        expect(warnings).toEqual([]);
        expect(frames.map(timeAndBytes)).toEqual(chosen.map(timeAndBytes));
      });

      it('from the start, by the hundred, and none', async () => {
        const all = (await decode('open-gop.mp4')).frames;
        const even = all.filter((_, n) => n % 2 === 0);
        const { frames } = await decode('open-gop.mp4', { ...SMALL, onlyPts: even.map((frame) => frame.pts) });
        expect(frames.map(timeAndBytes)).toEqual(even.map(timeAndBytes));
        expect((await decode('open-gop.mp4', { ...SMALL, onlyPts: [] })).frames).toEqual([]);
      });

      it('and says which do not exist', async () => {
        const all = (await decode('cfr.mp4')).frames;
        const [first, second] = [all[0]?.pts ?? 0, all[1]?.pts ?? 0];
        const onlyPts = [first, first + 1, second, second + 1e9];
        const { frames, warnings } = await decode('cfr.mp4', { ...SMALL, onlyPts });
        expect(frames.map((frame) => frame.pts)).toEqual([first, second]);
        expect(warnings.map((warning) => warning.code)).toEqual(['video.frames-absent']);
      });
    });

    describe('delivers pictures', () => {
      const red = [254, 0, 0];
      it.each([
        ['red-709.mp4', red],
        ['red-untagged-sd.mp4', red],
        ['red-untagged-hd.mp4', red],
        ['red-full-range.mp4', red],
        ['ten-bit.mp4', red],
        ['two-films.mkv', red],
        // 203 cd/m² is 1.0; mobius(1) = 0.679 with knee 0.3 and peak 4.93; 0.679 ^ (1 / 2.4) = 217 / 255.
        ['pq.mp4', [217, 217, 217]],
        ['hlg.mp4', [217, 217, 217]],
      ])('%s in the right colour', async (clip, [r = 0, g = 0, b = 0]) => {
        const { frames, warnings } = await decode(clip);
        expect(warnings).toEqual([]);
        const data = frames[0]?.picture.data ?? new Uint8Array();
        expect(data).toHaveLength(SMALL.width * SMALL.height * 3);
        for (const [index, value] of data.entries()) {
          expect(Math.abs(value - ([r, g, b][index % 3] ?? 0))).toBeLessThanOrEqual(2);
        }
      });

      it.each([
        ['marked.mp4', 'top left'],
        ['turned-90.mp4', 'top right'],
        ['turned-180.mp4', 'bottom right'],
        ['turned-270.mp4', 'bottom left'],
      ])('%s upright', async (clip, corner) => {
        const { width, height } = await probe(clip);
        const { frames } = await decode(clip, { width, height });
        const red = (x: number, y: number) => (frames[0]?.picture.data[(y * width + x) * 3] ?? 0) > 200;
        const found = [
          [red(5, 5), 'top left'],
          [red(width - 6, 5), 'top right'],
          [red(5, height - 6), 'bottom left'],
          [red(width - 6, height - 6), 'bottom right'],
        ];
        expect(found.filter(([isRed]) => isRed).map(([, name]) => name)).toEqual([corner]);
      });

      it('that own their bytes and are the same twice', async () => {
        const [once, twice] = [await decode('hevc.mp4'), await decode('hevc.mp4', { ...SMALL, threads: 1 })];
        expect(once.frames.map(timeAndBytes)).toEqual(twice.frames.map(timeAndBytes));
        expect(new Set(once.frames.map((frame) => frame.picture.data.buffer)).size).toBe(once.frames.length);
      });
    });

    describe('refuses with one line that says what to do', () => {
      it.each([
        ['no-such-file.mp4', 'video.missing'],
        ['folder.mp4', 'video.is-directory'],
        ['empty.mp4', 'video.empty'],
        ['text.mp4', 'video.not-a-video'],
        ['text.txt', 'video.not-a-video'],
        ['cover.png', 'video.not-a-video'],
        ['no-index.mp4', 'video.no-index'],
        ['only-sound.mp4', 'video.no-video-stream'],
        ['song-with-cover.mp4', 'video.no-video-stream'],
        ['too-wide.mkv', 'video.too-large-picture'],
      ])('%s', async (clip, code) => {
        await expect(probe(clip)).rejects.toMatchObject({ name: 'VideoError', code });
        await expect(probe(clip)).rejects.toThrow(/^[^\n]+: [^\n]+\.$/);
      });

      it.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
        const path = join(trial.dir, 'ntsc.mp4');
        await chmod(path, 0);
        await expect(probe('ntsc.mp4')).rejects.toMatchObject({ code: 'video.unreadable' });
        await chmod(path, 0o644);
      });

      it('a film of which nothing decodes', async () => {
        await expect(decode('all-garbage.mp4')).rejects.toMatchObject({ code: 'video.nothing-decodes' });
      });
    });

    describe('makes the best of broken films', () => {
      it('one that breaks off', async () => {
        const { frames, warnings } = await decode('cut-off.mp4');
        expect(frames.length).toBeGreaterThan(250);
        expect(warnings.map((warning) => warning.code)).toEqual(['video.truncated']);
        expect(warnings[0]?.message).toMatch(/: 1\d\.\d s of the 26\.0 s/);
      });

      it('one with garbage in the middle', async () => {
        const { frames, warnings } = await decode('garbage.mkv');
        expect(frames.length).toBeGreaterThan(500);
        expect(warnings.map((warning) => warning.code)).toEqual(['video.damaged']);
        expect((await decode('garbage.mkv')).frames.map(timeAndBytes)).toEqual(frames.map(timeAndBytes));
      });

      // A transport stream has no beginning and no end, so half of one is a film of its own.
      it('half a transport stream', async () => {
        const { frames } = await decode('cut-off.ts');
        expect(frames.length).toBeGreaterThan(250);
        expect(frames[0]?.pts).toBe(9126000);
      });
    });

    describe('stops', () => {
      it('when the consumer has enough', async () => {
        const times: number[] = [];
        for await (const frame of trial.source.frames(await probe('late-start.ts'), SMALL)) {
          if (times.push(frame.pts) === 3) break;
        }
        expect(times).toEqual([9126000, 9129600, 9133200]);
      });

      it('when the signal is given, before and in the middle', async () => {
        const video = await probe('open-gop.mp4');
        const reason = new Error('enough');
        const early = trial.source.frames(video, { ...SMALL, signal: AbortSignal.abort(reason) });
        await expect(early[Symbol.asyncIterator]().next()).rejects.toBe(reason);
        const controller = new AbortController();
        const frames = trial.source.frames(video, { ...SMALL, signal: controller.signal })[Symbol.asyncIterator]();
        expect((await frames.next()).value).toMatchObject({ pts: 0 });
        controller.abort(reason);
        await expect(frames.next()).rejects.toBe(reason);
        await expect(trial.source.probe(video.path, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      });
    });
  });
}

/** For comparing: a frame as its time and the bytes as text, which prints and compares fast. */
function timeAndBytes(frame: DecodedFrame): string {
  return `${frame.pts} ${Buffer.from(frame.picture.data).toString('base64')}`;
}
