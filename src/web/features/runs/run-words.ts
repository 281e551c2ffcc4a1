/** The words for what runs consist of. */
import { formatBytes } from '../../lib/format-size.ts';
import { formatClock } from '../../lib/format-time.ts';

export interface StageWords {
  readonly name: string;
  readonly label: string;
  readonly meaning: string;
  /** What it counts in; null: it is done before there is something to count. */
  readonly unit: 'bytes' | 'seconds' | 'frames' | 'faces' | null;
}

/** In the order in which they are done. */
export const STAGES: readonly StageWords[] = [
  { name: 'probe', label: 'Read the video', meaning: 'Its format, length and fingerprint', unit: 'bytes' },
  { name: 'scan', label: 'Find shots', meaning: 'Every cut and every frame’s exact time', unit: 'seconds' },
  { name: 'detect', label: 'Search for faces', meaning: 'Where the faces are in each frame', unit: 'frames' },
  { name: 'track', label: 'Follow faces', meaning: 'One face through one shot', unit: null },
  { name: 'embed', label: 'Describe faces', meaning: 'What makes each face its own', unit: 'faces' },
  { name: 'identify', label: 'Tell people apart', meaning: 'Which faces are one person, and their names', unit: null },
  { name: 'measure', label: 'Measure time', meaning: 'Seconds on screen per person', unit: null },
  { name: 'export', label: 'Write the result', meaning: 'Tables, crops and evidence', unit: null },
];

/** `1,234 of 5,678 frames`, `3:20 of 41:07`. */
export function formatAmount(unit: StageWords['unit'], done: number, total: number): string {
  if (unit === 'bytes') return `${formatBytes(done)} of ${formatBytes(total)}`;
  if (unit === 'seconds') return `${formatClock(done)} of ${formatClock(total)}`;
  const counted = `${Math.round(done).toLocaleString('en')} of ${Math.round(total).toLocaleString('en')}`;
  return unit === null ? counted : `${counted} ${unit}`;
}

/** `42 frames/s`, `12× real time`, `80.0 MB/s`. */
export function formatSpeed(unit: StageWords['unit'], perSecond: number): string {
  if (unit === 'bytes') return `${formatBytes(perSecond)}/s`;
  const digits = perSecond < 10 ? 1 : 0;
  if (unit === 'seconds') return `${perSecond.toFixed(digits)}× real time`;
  return `${perSecond.toFixed(digits)} ${unit ?? ''}/s`.replace(' /s', '/s');
}

const COUNTS: Record<string, string> = {
  identities: 'People',
  faces: 'Faces compared',
  detections: 'Faces found',
  rejectedDetections: 'Rejected',
  tracks: 'Tracks',
  shots: 'Shots',
  analysedFrames: 'Frames searched',
  frames: 'Frames',
};

/** What a run has counted, the most interesting first. */
export const namedCounts = (counts: Readonly<Record<string, number>>): { label: string; value: number }[] =>
  Object.entries(COUNTS).flatMap(([key, label]) => {
    const value = counts[key];
    return value === undefined ? [] : [{ label, value }];
  });
