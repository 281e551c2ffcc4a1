import { formatClock } from '../../lib/format-time.ts';
import type { AskedOptions } from './export-address.ts';

/** What a file was asked for beyond the default, after its title: `, 0:10 – 1:00, gaps of 2 s`. Empty: nothing. */
export function optionsText(options: AskedOptions): string {
  const { fromSeconds, toSeconds, gapToleranceSeconds, minimumSightings, startTimecode, dropFrame } = options;
  const words = [
    (fromSeconds !== undefined || toSeconds !== undefined) &&
      `${formatClock(fromSeconds ?? 0)} – ${toSeconds === undefined ? 'end' : formatClock(toSeconds)}`,
    gapToleranceSeconds !== undefined && `gaps of ${gapToleranceSeconds} s`,
    minimumSightings !== undefined && `${minimumSightings} sightings at least`,
    startTimecode !== undefined && `from ${startTimecode}`,
    dropFrame !== undefined && (dropFrame ? 'drop frame' : 'non-drop'),
  ].filter((each) => each !== false);
  return words.map((each) => `, ${each}`).join('');
}
