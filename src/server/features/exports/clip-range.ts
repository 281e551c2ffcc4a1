import { UserError } from '../../../errors.ts';
import type { ExportOptions } from '../../contract/exports.ts';

/** A clip is for showing somebody a place; drawing takes longer the more there is to draw. */
const MOST_CLIP_SECONDS = 900;

/** @throws UserError `exports.too-long`. */
export function checkClipRange(
  { fromSeconds = 0, toSeconds = Number.MAX_VALUE }: Partial<ExportOptions>,
  videoSeconds: number,
): void {
  const length = Math.min(toSeconds, videoSeconds || toSeconds) - fromSeconds;
  if (length <= MOST_CLIP_SECONDS) return;
  const message = `A clip has at most ${MOST_CLIP_SECONDS / 60} minutes: choose a range by fromSeconds and toSeconds.`;
  throw new UserError('exports.too-long', message);
}
