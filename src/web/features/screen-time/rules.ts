/** From what stands in the address to what the API is asked. */
import type { ScreenTimeRequest } from '../../../server/contract/screen-time.ts';
import type { RulesView } from './screen-time-view.ts';

export type Change = { [Key in keyof RulesView]?: RulesView[Key] | undefined };

/** A range that ends before it begins is none. */
export const isRangeWrong = ({ from = 0, to = Number.MAX_VALUE }: RulesView): boolean => to <= from;

export function rangeOf(view: RulesView): Pick<ScreenTimeRequest, 'fromSeconds' | 'toSeconds'> {
  if (isRangeWrong(view)) return {};
  return {
    ...(view.from !== undefined && { fromSeconds: view.from }),
    ...(view.to !== undefined && { toSeconds: view.to }),
  };
}

export const rulesOf = ({ preset, gap, sightings }: RulesView): Omit<ScreenTimeRequest, 'runId'> => ({
  ...(preset !== undefined && { preset }),
  ...(gap !== undefined && { gapToleranceSeconds: gap }),
  ...(sightings !== undefined && { minimumSightings: Math.round(sightings) }),
});

/** Length of what is looked at, in seconds. */
export function shownSeconds(view: RulesView, videoSeconds: number): number {
  const { fromSeconds = 0, toSeconds = videoSeconds } = rangeOf(view);
  return Math.max(0, Math.min(toSeconds, videoSeconds) - fromSeconds);
}
