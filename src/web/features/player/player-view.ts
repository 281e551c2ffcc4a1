/** What the player shows, as it stands in the address. Seconds are since the first frame. */
import { flagOf, numberOf, present, textOf } from '../../lib/search-values.ts';

export const readPlayerView = (given: Readonly<Record<string, unknown>>) =>
  present({
    t: numberOf(given['t']),
    /** The brushed range: numbers are for it, and a loop plays it. */
    from: numberOf(given['from']),
    to: numberOf(given['to']),
    loop: flagOf(given['loop']),
    /** Key of the person that is looked at. */
    who: textOf(given['who']),
    /** Keys of people without boxes, with commas between. */
    hide: textOf(given['hide']),
    /** What the timeline shows: its left edge and how much; absent: everything. */
    at: numberOf(given['at']),
    span: numberOf(given['span'], { min: 0.001 }),
  });
export type PlayerView = ReturnType<typeof readPlayerView>;
