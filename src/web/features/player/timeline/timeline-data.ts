/** What all parts of the timeline draw. */
import type { FrameTimes } from '../frame-times.ts';
import type { Person } from '../people.ts';
import type { Interval, Spans } from '../spans.ts';

export interface TimelineData {
  readonly people: readonly Person[];
  /** One span a shot. */
  readonly shots: Spans;
  readonly frames: FrameTimes;
  readonly range: Interval | null;
  /** Key of the person that is looked at. */
  readonly who: string | undefined;
  readonly hidden: ReadonlySet<string>;
}

/** Pixels. */
export const LANE_HEIGHT = 26;
export const RULER_HEIGHT = 40;
export const MINIMAP_HEIGHT = 30;
