/** A video's frames, all or chosen ones, over as many runs of ffmpeg as that takes. */
import { failIfKilled, failIfNothing, warnAboutAbsent, warnAboutDamage } from './decode-outcome.ts';
import { decodeRun, type RunLimits, type RunSummary } from './decode-run.ts';
import type { FfmpegBinaries } from './locate-ffmpeg.ts';
import { type DecodeRunPlan, planDecodeRuns } from './plan-decode-runs.ts';
import type { DecodedFrame, DecodeOptions, DecodeWarning, VideoProbe } from './port.ts';

/** What all runs over one video share. */
export interface Decoding {
  readonly binaries: FfmpegBinaries;
  readonly zscale: boolean;
  readonly video: VideoProbe;
  readonly options: Omit<DecodeOptions, 'onlyPts'>;
  readonly limits: RunLimits;
  readonly warn: (warning: DecodeWarning) => void;
}

/** Every frame; warns when the file breaks off or is damaged. */
export async function* allFrames(decoding: Decoding): AsyncGenerator<DecodedFrame, void> {
  const { video, warn } = decoding;
  let frames = 0;
  let firstPts = 0;
  let endPts = 0;
  const run = startRun(decoding, { wanted: null, seekSeconds: null }, (summary) => {
    failIfKilled(summary);
    failIfNothing(video, summary, frames);
    const readSeconds = ((endPts - firstPts) * video.timeBase.numerator) / video.timeBase.denominator;
    warnAboutDamage(summary, { readSeconds, claimedSeconds: video.durationSeconds }, warn);
  });
  for await (const frame of run) {
    if (frames === 0) firstPts = frame.pts;
    frames += 1;
    endPts = frame.pts + (frame.durationTicks ?? 0);
    yield frame;
  }
}

/**
 * The frames with the PTS `wanted` (ascending). Runs jump ahead first; as soon as one does not show a frame that it
 * should, everything from there on is decoded from the start of the file, which cannot miss a frame that exists.
 */
export async function* chosenFrames(decoding: Decoding, wanted: readonly number[]): AsyncGenerator<DecodedFrame, void> {
  const plans = planDecodeRuns(wanted, decoding.video);
  let absent = 0;
  for (const [index, plan] of plans.entries()) {
    const left = yield* pick(decoding, plan);
    if (plan.seekSeconds === null) {
      absent += left.length;
    } else if (left.length > 0) {
      const later = plans.slice(index + 1).flatMap((next) => next.wanted ?? []);
      const missed = yield* pick(decoding, { wanted: [...left, ...later], seekSeconds: null });
      absent += missed.length;
      break;
    }
  }
  warnAboutAbsent(absent, decoding.warn);
}

/**
 * Delivers the wanted frames of one run, stops ffmpeg after the last of them, and returns the PTS not delivered: after a
 * jump all from the first missing one on, in a run from the start those that do not exist.
 */
async function* pick(decoding: Decoding, plan: DecodeRunPlan): AsyncGenerator<DecodedFrame, readonly number[]> {
  const wanted = plan.wanted ?? [];
  const missing: number[] = [];
  let next = 0;
  for await (const frame of startRun(decoding, plan, failIfKilled)) {
    for (let pts = wanted[next]; pts !== undefined && pts < frame.pts; pts = wanted[++next]) missing.push(pts);
    if (plan.seekSeconds !== null && missing.length > 0) break;
    if (wanted[next] !== frame.pts) continue;
    next += 1;
    yield frame;
    if (next === wanted.length) break;
  }
  return [...missing, ...wanted.slice(next)];
}

function startRun(
  { binaries, zscale, video, options, limits }: Decoding,
  plan: DecodeRunPlan,
  onEnd: (summary: RunSummary) => void,
): AsyncGenerator<DecodedFrame, void> {
  return decodeRun({ binaries, zscale, video, plan, size: options }, limits, onEnd);
}
