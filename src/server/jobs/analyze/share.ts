/**
 * A long video is shared between workers: each does its share of a stage's segments, and whoever joins the run finds them
 * done. Which segments there are depends on the video and the settings alone, so all workers see the same ones.
 */
import type { StageName } from '../../../pipeline/stage-events.ts';
import type { Batchable } from './batch-segments.ts';

/** The stages whose work is cut into segments. */
export type SharedStage = Extract<StageName, 'detect' | 'embed'>;

/** One of `of` shares, counted from 0. */
export interface Share {
  readonly stage: SharedStage;
  readonly index: number;
  readonly of: number;
}

/** Ends a run that was asked for a share only, once that is done. */
export class ShareDone extends Error {
  override readonly name = 'ShareDone';
}

/** The segments of a share: all shares together are all segments, each in one, and about the same amount of work. */
export function segmentsOfShare<Segment extends Batchable>(
  segments: readonly Segment[],
  { index, of }: Pick<Share, 'index' | 'of'>,
): readonly Segment[] {
  const total = segments.reduce((sum, { amount }) => sum + amount, 0);
  let before = 0;
  return segments.filter(({ amount }) => {
    const middle = total > 0 ? (before + amount / 2) / total : 0;
    before += amount;
    return Math.min(of - 1, Math.floor(middle * of)) === index;
  });
}
