/** Which frames are searched for faces: few while the picture stands still, more while it moves. */
import type { Shot } from '../records.ts';
import { type FrameIndex, frameIndex } from '../units.ts';

export interface SamplingPolicy {
  /** Analysed frames per second in still passages (above 0). */
  readonly minimumRate: number;
  /** Analysed frames per second at most, the last frame of a shot excepted. */
  readonly maximumRate: number;
  /** Motion (see ShotScan) that adds up to one more analysed frame. */
  readonly motionPerSample: number;
}

export interface SamplingInput {
  /** Time of every frame, strictly increasing. */
  readonly seconds: Float64Array;
  /** Tiling all frames. */
  readonly shots: readonly Shot[];
  /** One value per frame. */
  readonly motion: Float32Array;
  readonly policy: SamplingPolicy;
}

/** Frame times are rounded to ticks: a frame this much too early is on time. */
const SLACK_S = 0.002;

/**
 * The first and the last frame of every shot, where tracks begin and end, and between them a frame as soon as enough has
 * moved or enough time has passed. The gap never exceeds 1 / minimumRate by more than a frame. Ascending, without repeats.
 */
export function chooseAnalysedFrames({ seconds, shots, motion, policy }: SamplingInput): FrameIndex[] {
  const longest = 1 / policy.minimumRate - SLACK_S;
  const shortest = 1 / policy.maximumRate - SLACK_S;
  const chosen: FrameIndex[] = [];
  for (const shot of shots) {
    let last = Number.NEGATIVE_INFINITY;
    let moved = 0;
    for (let frame: number = shot.startFrame; frame <= shot.endFrame; frame++) {
      const elapsed = (seconds[frame] ?? 0) - last;
      moved += motion[frame] ?? 0;
      const due = elapsed >= longest || (moved >= policy.motionPerSample && elapsed >= shortest);
      if (!due && frame !== shot.endFrame) continue;
      chosen.push(frameIndex(frame));
      last = seconds[frame] ?? 0;
      moved = 0;
    }
  }
  return chosen;
}
