/** What became of a photograph, in words. */
import type { Person } from '../../../server/contract/cast.ts';

type Photo = Pick<Person['photos'][number], 'state' | 'quality' | 'duplicateOf'>;

interface PhotoState {
  readonly label: string;
  /** Of the theme. */
  readonly color: 'gray' | 'teal' | 'blue' | 'orange' | 'red';
  readonly explanation: string;
}

/** Quality is that of faces in episodes: sharp ones that look into the camera reach 0.5 and more. */
const GOOD = 0.4;
const FAIR = 0.15;

export function photoState({ state, quality, duplicateOf }: Photo): PhotoState {
  if (state === 'waiting') return { label: 'Being read', color: 'gray', explanation: 'The face is looked for.' };
  if (state === 'rejected') return { label: 'Not usable', color: 'red', explanation: '' };
  const value = quality ?? 0;
  const shown = `Quality ${Math.round(value * 100)} %.`;
  if (duplicateOf !== null) return { label: 'Duplicate', color: 'orange', explanation: shown };
  if (value >= GOOD) return { label: 'Good', color: 'teal', explanation: shown };
  if (value >= FAIR) return { label: 'Usable', color: 'blue', explanation: shown };
  return {
    label: 'Poor',
    color: 'orange',
    explanation: `${shown} A sharper one that looks into the camera is better.`,
  };
}
