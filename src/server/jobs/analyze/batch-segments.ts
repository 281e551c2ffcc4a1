/** Which segments one child does in one go: in a batch the decoder runs through instead of starting anew. */

/** A piece of work with its place in the video. */
export interface Batchable {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  /** How much there is to do, in the unit that progress is told in. */
  readonly amount: number;
  /** How long that takes: about milliseconds of a core. */
  readonly cost: number;
}

/** Batches are not longer than this, so that nobody waits long for the last one. */
const LONGEST_SECONDS = 90;

/**
 * Cuts the list, in order, into batches of about the same cost: one per worker, more where they would get long. What is
 * computed does not depend on the batches.
 */
export function batchSegments<Segment extends Batchable>(
  segments: readonly Segment[],
  workers: number,
): readonly (readonly Segment[])[] {
  const seconds = segments.reduce((sum, { start, end }) => sum + (end - start), 0);
  const total = segments.reduce((sum, { cost }) => sum + cost, 0);
  const count = Math.max(workers, Math.ceil(seconds / LONGEST_SECONDS));
  const batches = Array.from({ length: count }, (): Segment[] => []);
  let before = 0;
  for (const segment of segments) {
    // By the middle of the segment, so that no batch gets much more than its share.
    const share = total > 0 ? (before + segment.cost / 2) / total : 0;
    batches[Math.min(count - 1, Math.floor(share * count))]?.push(segment);
    before += segment.cost;
  }
  return batches.filter((batch) => batch.length > 0);
}
