import { HEIGHT_CLASSES } from './metrics/detection.ts';
import type { CountOfIdentities } from './metrics/identity-count.ts';
import type { ClipScore } from './score-clip.ts';

/** One column of the summary. */
export interface SummaryFigure {
  /** Its name in the JSON file. */
  readonly key: string;
  /** Two lines of heading. */
  readonly heading: readonly [string, string];
  /** Null where the clip does not say. */
  readonly value: (score: ClipScore) => number | null;
  readonly format: (value: number) => string;
  /** What stands before the value of a clip, such as the counts that a ratio is made of. */
  readonly detail?: (score: ClipScore) => string;
}

const share = (value: number): string => value.toFixed(3);
const percent = (value: number): string => value.toFixed(1);
const count = (value: number): string => String(Math.round(100 * value) / 100);
const ratio = (value: number): string => value.toFixed(2);
const counts = ({ predicted, true: persons }: CountOfIdentities): string => `${predicted}/${persons}`;

/** The columns in the order they are printed. */
export const SUMMARY_FIGURES: readonly SummaryFigure[] = [
  { key: 'recall', heading: ['', 'recall'], value: (score) => score.detection.recall, format: share },
  { key: 'precision', heading: ['', 'prec'], value: (score) => score.detection.precision, format: share },
  ...HEIGHT_CLASSES.map(
    ({ name }): SummaryFigure => ({
      key: `recall ${name} px`,
      heading: ['recall', `${name} px`],
      value: (score) => score.detection.byHeight[name].recall,
      format: share,
    }),
  ),
  { key: 'MOTA', heading: ['track', 'MOTA'], value: (score) => score.tracking.clearMot.mota, format: share },
  { key: 'track IDF1', heading: ['track', 'IDF1'], value: (score) => score.tracking.idf1.idf1, format: share },
  { key: 'id switches', heading: ['id', 'switch'], value: (score) => score.tracking.clearMot.switches, format: count },
  {
    key: 'tracks across cuts',
    heading: ['across', 'cuts'],
    value: (score) => score.tracking.cutCrossings?.crossing ?? null,
    format: count,
  },
  { key: 'WCP', heading: ['', 'WCP'], value: (score) => score.identity.clustering.purity, format: share },
  { key: 'NMI', heading: ['', 'NMI'], value: (score) => score.identity.clustering.mutualInformation, format: share },
  { key: 'B-cubed F1', heading: ['B³', 'F1'], value: (score) => score.identity.clustering.bCubed.f1, format: share },
  { key: 'identity IDF1', heading: ['ident', 'IDF1'], value: (score) => score.identity.idf1.idf1, format: share },
  {
    key: 'identities ≥ 1 s, predicted/true',
    heading: ['identities', '≥ 1 s'],
    value: (score) => score.identity.oneSecond.ratio,
    format: ratio,
    detail: (score) => counts(score.identity.oneSecond),
  },
  {
    key: 'identities, predicted/true',
    heading: ['identities', 'all'],
    value: (score) => score.identity.all.ratio,
    format: ratio,
    detail: (score) => counts(score.identity.all),
  },
  {
    key: 'screen-time error %',
    heading: ['s error', '%'],
    value: (score) => score.screenTime.errorPercent,
    format: percent,
  },
  {
    key: 'screen-time error with extra identities %',
    heading: ['+ extra', '%'],
    value: (score) => score.screenTime.errorWithExtraPercent,
    format: percent,
  },
  {
    key: 'own seconds: error %',
    heading: ['own s', 'error %'],
    value: (score) => score.ownScreenTime?.errorPercent ?? null,
    format: percent,
  },
  {
    key: 'own seconds: error with extra identities %',
    heading: ['own s', '+ extra %'],
    value: (score) => score.ownScreenTime?.errorWithExtraPercent ?? null,
    format: percent,
  },
];

/** All figures of one clip by name. */
export function figuresOf(score: ClipScore): Record<string, number | null> {
  return Object.fromEntries(SUMMARY_FIGURES.map(({ key, value }) => [key, value(score)]));
}

/** Mean of each figure over the clips that have it; null where none has. */
export function meanFigures(scores: readonly ClipScore[]): Record<string, number | null> {
  return Object.fromEntries(
    SUMMARY_FIGURES.map(({ key, value }) => {
      const known = scores.map(value).filter((figure) => figure !== null);
      const mean = known.reduce((total, figure) => total + figure, 0) / known.length;
      return [key, known.length > 0 ? mean : null];
    }),
  );
}
