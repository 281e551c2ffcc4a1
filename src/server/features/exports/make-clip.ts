/** A part of the video with the boxes and names of its people burned in. */
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { VideoProbe, VideoTranscoder } from '../../../adapters/frames/port.ts';
import { UserError } from '../../../errors.ts';
import { frameStartSeconds } from '../../../pipeline/frame-times.ts';
import { frameIndex } from '../../../pipeline/units.ts';
import { checkClipRange } from './clip-range.ts';
import type { ExportData } from './export-data.ts';
import { overlayScript } from './overlay-script.ts';
import { fontFolder, readReportFont } from './report/report-font.ts';

export interface ClipRequest {
  /** Its range is that of the clip: frames that begin in it. */
  readonly data: ExportData;
  readonly video: VideoProbe;
  readonly target: string;
  /** For what is needed in between. */
  readonly workFolder: string;
  readonly signal: AbortSignal;
  /** Seconds of the clip. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** @throws UserError `exports.too-long`, `exports.empty-range`, `exports.other-video`; VideoError; the signal's reason. */
export async function makeClip(transcoder: VideoTranscoder, request: ClipRequest): Promise<void> {
  const { data, video, target, workFolder, signal, onProgress } = request;
  const { range, timeline } = data;
  checkClipRange({ fromSeconds: range.from, toSeconds: range.to }, data.table.videoSeconds);
  const { width, height } = timeline.picture;
  if (video.width !== width || video.height !== height) {
    throw new UserError('exports.other-video', `${video.path} is not the video that was analysed: name that one.`);
  }
  const { pts, endPts } = timeline.frameTable;
  const inside = Array.from(pts.keys()).filter((frame) => {
    const at = frameStartSeconds(timeline.frameTable, frameIndex(frame));
    return at >= range.from && at < range.to;
  });
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined) {
    throw new UserError('exports.empty-range', 'No frame begins in this range: choose a longer one.');
  }
  await mkdir(workFolder, { recursive: true });
  const overlayFolder = await mkdtemp(path.join(workFolder, 'overlay-'));
  try {
    await mkdir(path.join(overlayFolder, 'fonts'));
    const fontFile = 'DejaVuSans-Bold.ttf';
    await copyFile(path.join(fontFolder(), fontFile), path.join(overlayFolder, 'fonts', fontFile));
    const script = await overlayScript(data, { first, last, font: await readReportFont() });
    await writeFile(path.join(overlayFolder, 'overlay.ass'), script);
    const clip = {
      startPts: pts[first] ?? 0,
      endPts: pts[last + 1] ?? endPts,
      overlayFolder,
      target: path.resolve(target),
    };
    const total = range.to - range.from;
    await transcoder.toOverlayClip(video, clip, { signal, onSeconds: (done) => onProgress?.(done, total) });
  } finally {
    await rm(overlayFolder, { recursive: true, force: true });
  }
}
