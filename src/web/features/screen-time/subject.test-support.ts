import type { ScreenTimeRowShape } from '../../../server/contract/screen-time.ts';
import { type Subject, subjectsOf } from './subjects.ts';

/** A person who is seen in these spans `[start, end, shot]`; without a name: nobody's seconds. */
export function madeUpRow(
  name: string | null,
  spans: readonly (readonly [number, number, number])[],
): ScreenTimeRowShape {
  const lengths = spans.map(([start, end]) => end - start);
  return {
    subject: name === null ? 'unattributed' : 'person',
    personId: name === null ? null : `id-${name}`,
    name,
    identities: name === null ? [] : [1],
    seconds: lengths.reduce((sum, length) => sum + length, 0),
    firstSeconds: spans[0]?.[0] ?? null,
    lastSeconds: spans.at(-1)?.[1] ?? null,
    longestSeconds: Math.max(0, ...lengths),
    shots: new Set(spans.map(([, , shot]) => shot)).size,
    tracks: spans.length,
    confidence: name === null ? null : 0.9,
    receipts: spans.map(([startSeconds, endSeconds, shot], index) => ({
      startSeconds,
      endSeconds,
      shot,
      tracks: [index + 1],
    })),
  };
}

export const madeUpSubjects = (rows: readonly ScreenTimeRowShape[]): readonly Subject[] =>
  subjectsOf({ rows, standard: null, whole: rows, identities: [] });
