/** Cuts a list of wanted frames into consecutive runs of the decoder. Pure. */
import type { VideoProbe } from './port.ts';

/** One run of ffmpeg. */
export interface DecodeRunPlan {
  /** PTS of the frames to deliver, ascending; null delivers every frame. */
  readonly wanted: readonly number[] | null;
  /** Where to jump before decoding, in seconds on the container's clock; null decodes from the start. */
  readonly seekSeconds: number | null;
}

/**
 * How far before the first wanted frame to jump. Without an index of key frames it has to hold the distance to the one
 * before: encoders put one every 10 s at most by default. Too little costs time (the run starts again from the beginning),
 * never a wrong picture.
 */
const SEEK_MARGIN_SECONDS = 10;
/** With an index the jump ends on a key frame by itself; the index is in the order of decoding, a little ahead of display. */
const INDEXED_MARGIN_SECONDS = 2;
/** Containers with such an index, as ffprobe names them. */
const INDEXED = /^(mov|matroska)\b/;
/** Decoding this much that nobody wants is as dear as starting ffmpeg again and decoding the margin. */
const GAP_SECONDS = 30;
/** Keeps the select expression below the 128 KiB that Linux allows for one argument. */
export const MOST_WANTED_IN_ONE_RUN = 3000;

/** @param wanted PTS in ticks, ascending. */
export function planDecodeRuns(
  wanted: readonly number[],
  video: Pick<VideoProbe, 'container' | 'timeBase' | 'startPts'>,
): readonly DecodeRunPlan[] {
  const ticksPerSecond = video.timeBase.denominator / video.timeBase.numerator;
  const groups: number[][] = [];
  for (const pts of wanted) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    const continues = previous !== undefined && pts - previous <= GAP_SECONDS * ticksPerSecond;
    if (group !== undefined && continues && group.length < MOST_WANTED_IN_ONE_RUN) group.push(pts);
    else groups.push([pts]);
  }
  return groups.map((group) => ({ wanted: group, seekSeconds: seekTarget(group[0] ?? 0, video, ticksPerSecond) }));
}

function seekTarget(
  first: number,
  video: Pick<VideoProbe, 'container' | 'startPts'>,
  ticksPerSecond: number,
): number | null {
  const margin = INDEXED.test(video.container) ? INDEXED_MARGIN_SECONDS : SEEK_MARGIN_SECONDS;
  const target = first / ticksPerSecond - margin;
  const start = (video.startPts ?? 0) / ticksPerSecond;
  return target > start + margin ? target : null;
}
