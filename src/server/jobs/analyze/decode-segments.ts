/** One pass of the decoder over several segments. */
import type { FrameSource, VideoProbe } from '../../../adapters/frames/port.ts';
import type { RgbPicture } from '../../../pipeline/units.ts';
import type { PictureSize } from './json-shapes.ts';

/** Several children decode at a time: one thread each. */
const DECODER_THREADS = 1;

export interface SegmentPictures<Segment> {
  readonly segment: Segment;
  readonly pts: number;
  readonly picture: RgbPicture;
}

export interface SegmentDecoding<Segment> {
  readonly video: VideoProbe;
  readonly size: PictureSize;
  /** In time order, not overlapping. */
  readonly segments: readonly Segment[];
  /** PTS of a segment's frames, ascending, possibly repeated. */
  readonly ptsOf: (segment: Segment) => readonly number[];
  /**
   * Called after the last frame of each segment, in order; also for a segment of which no frame came. The next segment is
   * decoded meanwhile, and ends when this is done.
   */
  readonly onEnd: (segment: Segment) => Promise<void>;
  /** Asked before each segment; after the first that is not, none is decoded. */
  readonly isWanted: (segment: Segment) => boolean;
  readonly signal: AbortSignal;
}

/**
 * The pictures of all segments, each with the segment it belongs to; a picture is gone when the next is asked for. What the
 * decoder warns about, the scan has said.
 */
export async function* decodeSegments<Segment>(
  source: FrameSource,
  { video, size, segments, ptsOf, onEnd, isWanted, signal }: SegmentDecoding<Segment>,
): AsyncGenerator<SegmentPictures<Segment>, void> {
  const onlyPts = [...new Set(segments.flatMap(ptsOf))];
  let at = 0;
  let begun = -1;
  // Waiting for the disk would let the decoder and the networks rest.
  let ending = Promise.resolve();
  const end = async (segment: Segment): Promise<void> => {
    await ending;
    ending = onEnd(segment);
    ending.catch(() => {}); // Thrown when the next one ends, or all have.
  };
  const lastPts = (segment: Segment): number => ptsOf(segment).at(-1) ?? Number.NEGATIVE_INFINITY;
  const options = { ...size, onlyPts, threads: DECODER_THREADS, reusePicture: true, signal };
  for await (const { pts, picture } of source.frames(video, options)) {
    for (let segment = segments[at]; segment !== undefined && lastPts(segment) < pts; segment = segments[++at]) {
      await end(segment);
    }
    const segment = segments[at];
    if (segment === undefined) continue;
    if (at > begun && !isWanted(segment)) {
      await ending;
      return;
    }
    begun = at;
    yield { segment, pts, picture };
  }
  for (const segment of segments.slice(at)) await end(segment);
  await ending;
}
