import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCorpus } from './build-corpus.test-support.ts';
import { testFrameSource } from './conformance.ts';
import { createFfmpegFrameSource } from './ffmpeg-frame-source.ts';
import { type FfmpegBinaries, findFfmpeg } from './locate-ffmpeg.ts';
import type { FrameSource } from './port.ts';

const run = promisify(execFile);
let binaries: FfmpegBinaries;
let source: FrameSource;
let dir: string;

beforeAll(async () => {
  binaries = await findFfmpeg();
  source = createFfmpegFrameSource(binaries);
  dir = await mkdtemp(join(tmpdir(), 'frames-'));
  await buildCorpus(binaries, dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

testFrameSource('ffmpeg frame source', () => Promise.resolve({ source, dir }));

/** The versions that npm brings lie years before and after those of distributions. */
testFrameSource('ffmpeg frame source with the programs from npm', async () => {
  const shipped = await findFfmpeg({ ffmpeg: 'no-such-program', ffprobe: 'no-such-program' });
  return { source: createFfmpegFrameSource(shipped), dir };
});

describe('ffmpeg frame source', () => {
  it.each(['vfr.mkv', 'hevc.ts', 'edit-list.mp4', 'interlaced.mp4', 'ntsc.mp4'])(
    'agrees with ffprobe about the frames of %s',
    async (clip) => {
      const path = join(dir, clip);
      const video = await source.probe(path);
      const entries = ['-select_streams', `${video.streamIndex}`, '-show_entries', 'frame=best_effort_timestamp'];
      const { stdout } = await run(binaries.ffprobe, ['-v', 'error', ...entries, '-of', 'json', path]);
      const times: number[] = [];
      for await (const frame of source.frames(video, { width: 16, height: 8 })) times.push(frame.pts);
      const { frames } = JSON.parse(stdout) as { frames: { best_effort_timestamp: number }[] };
      expect(times).toEqual(frames.map((frame) => frame.best_effort_timestamp));
    },
  );

  it.skipIf(process.platform !== 'linux')(
    'lets ffmpeg wait for a slow consumer and ends it with the iteration',
    async () => {
      const before = await children();
      const video = await source.probe(join(dir, 'open-gop.mp4'));
      const frames = source.frames(video, { width: 1280, height: 720 })[Symbol.asyncIterator]();
      await frames.next();
      const [ffmpeg = ''] = (await children()).filter((pid) => !before.includes(pid));
      // Asleep, not done, although nobody reads: the 1.8 GB of the clip's pictures lie neither here nor in a pipe.
      await expect.poll(restsBetweenCalls(ffmpeg), { interval: 200, timeout: 20_000 }).toBe(true);
      expect(process.memoryUsage().arrayBuffers).toBeLessThan(200e6);
      await frames.return?.();
      expect(await children()).toEqual(before);
    },
  );
});

/** Process ids of this process's children, zombies included. */
async function children(): Promise<string[]> {
  const lists = (await readdir('/proc/self/task')).map((task) =>
    readFile(`/proc/self/task/${task}/children`, 'utf8').catch(() => ''),
  );
  return (await Promise.all(lists)).join(' ').split(/\s+/).filter(Boolean).sort();
}

/** Tells whether a process used no processor time since the call before. */
function restsBetweenCalls(pid: string): () => Promise<boolean> {
  let before = '';
  return async () => {
    const now = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(' ').slice(13, 15).join(' ');
    const rests = now === before;
    before = now;
    return rests;
  };
}
