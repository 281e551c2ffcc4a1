/** Who is in each shot, and for how long. */
import type { Shot } from '../../../server/contract/results.ts';
import type { Subject } from './subjects.ts';

export interface ShotPresence {
  readonly shot: Shot;
  /** By falling seconds in the shot. */
  readonly present: readonly { readonly subject: Subject; readonly seconds: number }[];
}

/** Only shots that reach into the range. */
export function shotStrip(
  shots: readonly Shot[],
  subjects: readonly Subject[],
  range: { readonly start: number; readonly end: number },
): readonly ShotPresence[] {
  const byShot = new Map<number, Map<Subject, number>>();
  for (const subject of subjects) {
    for (const { shot, start, end } of subject.receipts) {
      const inShot = byShot.get(shot) ?? new Map<Subject, number>();
      byShot.set(shot, inShot.set(subject, (inShot.get(subject) ?? 0) + end - start));
    }
  }
  return shots
    .filter(({ startSeconds, endSeconds }) => endSeconds > range.start && startSeconds < range.end)
    .map((shot) => ({
      shot,
      present: [...(byShot.get(shot.number) ?? [])]
        .map(([subject, seconds]) => ({ subject, seconds }))
        .toSorted((a, b) => b.seconds - a.seconds),
    }));
}
