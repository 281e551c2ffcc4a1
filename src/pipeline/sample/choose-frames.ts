/** STAND-IN until the sampling helper lands. */
import type { Shot } from '../records.ts';
import { type FrameIndex, frameIndex } from '../units.ts';

export interface SamplingPolicy {
  readonly minimumRate: number;
  readonly maximumRate: number;
  readonly motionPerSample: number;
}

export function chooseAnalysedFrames(input: {
  readonly seconds: Float64Array;
  readonly shots: readonly Shot[];
  readonly motion: Float32Array;
  readonly policy: SamplingPolicy;
}): FrameIndex[] {
  const chosen: FrameIndex[] = [];
  for (const shot of input.shots) {
    let last = Number.NEGATIVE_INFINITY;
    for (let frame: number = shot.startFrame; frame <= shot.endFrame; frame++) {
      const now = input.seconds[frame] ?? 0;
      if (now - last >= 0.999 / input.policy.minimumRate / 1.4 || frame === shot.endFrame) {
        chosen.push(frameIndex(frame));
        last = now;
      }
    }
  }
  return chosen;
}
