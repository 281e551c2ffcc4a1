import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { VideoProbe } from '../../../adapters/frames/port.ts';
import { startStageChild } from './stage-child.ts';

const video: VideoProbe = {
  path: 'episode.mp4',
  container: 'mov',
  codec: 'h264',
  audioCodec: null,
  startTimecode: null,
  pixelFormat: 'yuv420p',
  width: 640,
  height: 360,
  displayWidth: 640,
  displayHeight: 360,
  rotation: 0,
  sampleAspectRatio: { numerator: 1, denominator: 1 },
  timeBase: { numerator: 1, denominator: 25 },
  averageFrameRate: 25,
  durationSeconds: 60,
  startPts: 0,
  interlaced: false,
  bitDepth: 8,
  dynamicRange: 'sdr',
  colour: { matrix: 'bt709', range: 'limited', primaries: null },
  videoStreams: 1,
  audioStreams: 0,
  streamIndex: 0,
};

it('decodes with the programs that its parent found, and looks for no others', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'stage-child-'));
  const ffmpeg = path.join(folder, 'ffmpeg-of-the-parent');
  const child = startStageChild({ ffmpeg, ffprobe: 'ffprobe', version: '5.1', fpsMode: true });
  try {
    const scan = child.run(
      { job: 'scan', input: { video, folder } },
      { onProgress: () => {}, signal: AbortSignal.timeout(60_000) },
    );
    await expect(scan).rejects.toMatchObject({
      code: 'video.decoder-missing',
      message: expect.stringContaining(ffmpeg),
    });
  } finally {
    await child.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
