import { alignTable } from './align-table.ts';
import type { ClipScore } from './score-clip.ts';
import { meanFigures, SUMMARY_FIGURES } from './summary-figures.ts';

/** One aligned table: a row per clip, and the mean of each column over the clips that have the figure. */
export function formatSummary(scores: readonly ClipScore[]): string {
  const heading = (line: 0 | 1) => SUMMARY_FIGURES.map((figure) => figure.heading[line]);
  const rows = scores.map((score) => [
    score.clip,
    ...SUMMARY_FIGURES.map(({ value, format, detail }) => {
      const figure = value(score);
      const text = figure === null ? '-' : format(figure);
      return detail ? `${detail(score)} ${text.padStart(5)}` : text;
    }),
  ]);
  const mean = meanFigures(scores);
  const meanRow = SUMMARY_FIGURES.map(({ key, format }) => {
    const figure = mean[key] ?? null;
    return figure === null ? '-' : format(figure);
  });
  return alignTable([['', ...heading(0)], ['clip', ...heading(1)], ...rows, ['mean', ...meanRow]]);
}

/**
 * Seconds of one clip, a row per person: the true seconds and their upper bound, and what was predicted (the program's
 * own seconds where it wrote them, else counted from its boxes) with its error.
 */
export function formatPersons(score: ClipScore): string {
  const { persons, extraIdentities, extraSeconds, errorPercent } = score.ownScreenTime ?? score.screenTime;
  const source = score.ownScreenTime ? "the program's own seconds" : 'seconds counted from boxes';
  const rows = persons.map((person) => [
    person.name || `person ${person.person}`,
    ...[person.trueSeconds, person.upperSeconds, person.predictedSeconds].map((seconds) => seconds.toFixed(2)),
    `${person.errorSeconds > 0 ? '+' : ''}${person.errorSeconds.toFixed(2)}`,
    person.identity === null ? '-' : String(person.identity),
  ]);
  const table = alignTable([['person', 'true s', 'upper s', 'predicted s', 'error s', 'identity'], ...rows]);
  const extra = `${extraIdentities} extra identities with ${extraSeconds.toFixed(2)} s`;
  return `${score.clip}: ${source}, error ${errorPercent.toFixed(1)} %, ${extra}\n${table}`;
}
