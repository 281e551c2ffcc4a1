/** What the files are to say, as it stands in the address. */
import { oneOf, present, textOf } from '../../lib/search-values.ts';
import { readRules } from '../screen-time/screen-time-view.ts';

export const readExportsView = (given: Readonly<Record<string, unknown>>) => ({
  ...readRules(given),
  ...present({
    /** Time code of the first frame. */
    timecode: textOf(given['timecode']),
    drop: oneOf(['yes', 'no'], given['drop']),
    /** Name of the format whose first lines are shown. */
    look: textOf(given['look']),
  }),
});
export type ExportsView = ReturnType<typeof readExportsView>;
