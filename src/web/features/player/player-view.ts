/** Where the player stands, as it stands in the address: seconds since the first frame. */
import { numberOf, present } from '../../lib/search-values.ts';

export const readPlayerView = (given: Readonly<Record<string, unknown>>) =>
  present({
    t: numberOf(given['t']),
    /** The brushed range. */
    from: numberOf(given['from']),
    to: numberOf(given['to']),
  });
