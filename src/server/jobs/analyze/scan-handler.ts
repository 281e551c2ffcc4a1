import type { VideoProbe } from '../../../adapters/frames/port.ts';
import { SCAN_SIZE } from '../../../pipeline/shots/scan-picture.ts';
import { createShotDetector } from '../../../pipeline/shots/shot-detector.ts';
import { seconds } from '../../../pipeline/units.ts';
import { handle } from '../stage-host/stage-job.ts';
import type { RunWarning } from './json-shapes.ts';
import { writeScan } from './scan-files.ts';
import { scanJob } from './scan-job.ts';
import type { StageServices } from './stage-services.ts';

/**
 * One thread keeps ahead of the search for shots up to 720p; a second one only costs there. By the video alone, not by the
 * machine: with a damaged file, what a decoder makes of the damage depends on its threads.
 */
const decoderThreads = ({ width, height }: VideoProbe): number => (width * height > 1280 * 720 ? 2 : 1);
/** Frame rate where a video of one frame does not even claim one. */
const ASSUMED_RATE = 25;

export const scanHandler = handle<StageServices, ScanInput, null>(
  scanJob,
  async (services, { video, folder }, { signal, report }) => {
    const frames = await services.frames();
    const detector = createShotDetector();
    const pts: number[] = [];
    const warnings: RunWarning[] = [];
    const tick = video.timeBase.numerator / video.timeBase.denominator;
    let lastDuration: number | null = null;
    const options = { ...SCAN_SIZE, threads: decoderThreads(video), reusePicture: true, signal };
    for await (const frame of frames.frames(video, options, (warning) => warnings.push(warning))) {
      pts.push(frame.pts);
      lastDuration = frame.durationTicks;
      const time = (frame.pts - (pts[0] ?? 0)) * tick;
      detector.push(frame.picture, seconds(time));
      report(time, Math.max(time, video.durationSeconds ?? 0));
    }
    const { shots, motion } = detector.finish();
    const endPts = (pts.at(-1) ?? 0) + (lastDuration ?? usualDuration(pts, video));
    const frameTable = { pts: Float64Array.from(pts), timeBase: video.timeBase, endPts };
    await writeScan(folder, { frameTable, shots, motion, warnings });
    return null;
  },
);

interface ScanInput {
  readonly video: VideoProbe;
  readonly folder: string;
}

/** Ticks a frame is shown on average; for the last frame where the container does not say. */
function usualDuration(pts: readonly number[], video: VideoProbe): number {
  const first = pts[0] ?? 0;
  const last = pts.at(-1) ?? 0;
  if (pts.length > 1) return (last - first) / (pts.length - 1);
  const { numerator, denominator } = video.timeBase;
  return denominator / numerator / (video.averageFrameRate ?? ASSUMED_RATE);
}
