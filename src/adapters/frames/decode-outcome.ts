/** What the end of a decoder means for the user. */
import type { RunSummary } from './decode-run.ts';
import type { DecodeWarning, VideoProbe } from './port.ts';
import { VideoError } from './video-error.ts';

type Warn = (warning: DecodeWarning) => void;

/** Less than this may be rounding or a last frame without a duration. */
const TOLERATED_SECONDS = 1;
const TOLERATED_FRACTION = 0.02;

/**
 * Tells a decoder that was killed or ran out of something from one that came to the end of what the file holds.
 *
 * @throws VideoError `video.decoder-killed` or `video.decoder-out-of-resources`, both worth another try.
 */
export function failIfKilled(summary: RunSummary): void {
  const { code, signal } = summary.end;
  const complaint = summary.lastComplaint === null ? '' : ` (${summary.lastComplaint})`;
  if (code !== 0 && /No space left|Cannot allocate memory|Too many open files/i.test(complaint)) {
    throw new VideoError(
      'video.decoder-out-of-resources',
      `FFmpeg ran out of memory or disk space${complaint}: free some and run again.`,
      { retryable: true },
    );
  }
  if (signal === null) return;
  throw new VideoError(
    'video.decoder-killed',
    `FFmpeg was ended by ${signal}${complaint}: often the system is out of memory; free some and run again.`,
    { retryable: true },
  );
}

/** @throws VideoError `video.nothing-decodes` when a whole file gave no frame. */
export function failIfNothing(video: VideoProbe, summary: RunSummary, frames: number): void {
  if (frames > 0) return;
  const complaint = summary.lastComplaint === null ? '' : ` (${summary.lastComplaint})`;
  throw new VideoError(
    'video.nothing-decodes',
    `No picture of ${video.path} could be decoded${complaint}: check that it plays, or copy it again.`,
  );
}

/** Warns that a file breaks off (`video.truncated`), has faults (`video.damaged`) or a clock that jumps back. */
export function warnAboutDamage(
  summary: RunSummary,
  extent: { readonly readSeconds: number; readonly claimedSeconds: number | null },
  warn: Warn,
): void {
  const { readSeconds } = extent;
  const claimed = extent.claimedSeconds ?? readSeconds;
  const read = `${readSeconds.toFixed(1)} s of the ${claimed.toFixed(1)} s that the file claims`;
  if (claimed - readSeconds > Math.max(TOLERATED_SECONDS, claimed * TOLERATED_FRACTION)) {
    warn({
      code: 'video.truncated',
      message: `The video breaks off: ${read} could be read.`,
      remedy: 'Results cover only that part. Copy or download the video again.',
    });
  } else if (summary.errors > 0 || summary.end.code !== 0) {
    const complaint = summary.lastComplaint === null ? '' : `, for instance "${summary.lastComplaint}"`;
    warn({
      code: 'video.damaged',
      message: `The video is damaged: ${read} were read, with ${summary.errors} faults${complaint}.`,
      remedy: 'Pictures near the faults may be wrong. Copy or download the video again if they matter.',
    });
  }
  if (summary.outOfOrder === 0) return;
  warn({
    code: 'video.time-goes-back',
    message: `${summary.outOfOrder} frames were left out because their time is not after the frame before.`,
    remedy: 'Parts recorded on different clocks were joined. Export the video again so that its clock runs through.',
  });
}

/** Warns that chosen frames do not exist in the file. */
export function warnAboutAbsent(frames: number, warn: Warn): void {
  if (frames === 0) return;
  warn({
    code: 'video.frames-absent',
    message: `${frames} chosen frames are not in the video.`,
    remedy: 'Was the file replaced since it was first read? Run the analysis again.',
  });
}
