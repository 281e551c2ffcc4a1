import { z } from 'zod';
import { UserError } from '../../../../errors.ts';
import { shotSpan } from '../../../../pipeline/frame-times.ts';
import type { FrameTable, Shot } from '../../../../pipeline/records.ts';

/**
 * Lines of `shots.csv`, without line feeds: frames 1-based and inclusive, seconds since the first decoded frame with six
 * decimals, `end_s` exclusive (it is the next shot's `start_s`); `transition` is how the shot begins.
 */
export function* shotsCsvLines(table: FrameTable, shots: Iterable<Shot>): Generator<string> {
  yield 'shot,start_frame,end_frame,start_s,end_s,transition';
  for (const shot of shots) {
    const { start, end } = shotSpan(table, shot);
    const frames = `${shot.startFrame + 1},${shot.endFrame + 1}`;
    yield `${shot.shot},${frames},${start.toFixed(6)},${end.toFixed(6)},${shot.transition}`;
  }
}

const line = z.tuple([
  z.coerce.number().int().positive(),
  z.coerce.number().int().positive(),
  z.coerce.number().int().positive(),
  z.coerce.number().nonnegative(),
  z.coerce.number().positive(),
  z.enum(['start', 'cut', 'dissolve', 'fade', 'wipe']),
]);

/** A shot as `shots.csv` has it: frames 1-based and inclusive, `endSeconds` exclusive. */
export interface ShotLine {
  readonly shot: number;
  readonly startFrame: number;
  readonly endFrame: number;
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly transition: Shot['transition'];
}

/** Shots of the text of `shots.csv`. @throws UserError when it is damaged; `place` is the path to name. */
export function parseShotsCsv(text: string, place: string): readonly ShotLine[] {
  const [, ...lines] = text.trimEnd().split('\n');
  return lines.map((each, index) => {
    const { data, error } = line.safeParse(each.split(','));
    if (!data) {
      throw new UserError(
        'artifact.damaged',
        `${place} line ${index + 2} is no shot. Run the same analyze command again to make it anew.`,
        { cause: error },
      );
    }
    const [shot, startFrame, endFrame, startSeconds, endSeconds, transition] = data;
    return { shot, startFrame, endFrame, startSeconds, endSeconds, transition };
  });
}
