/** For spreadsheets: the table as `screentime.csv` has it, and a row per interval. Seconds since the first frame. */
import { stringify } from 'csv-stringify/sync';
import type { ScreenTimeRowShape } from '../../../contract/screen-time.ts';
import { plainCell } from '../../../plain-cell.ts';
import { type ExportData, labelOf, lineOf } from '../export-data.ts';

/** Several where somebody was not seen to be one person: `1 4`. */
const identitiesOf = ({ identities }: ScreenTimeRowShape): string => identities.join(' ');

const time = (value: number | null, digits: number): string => value?.toFixed(digits) ?? '';

/** The columns of `screentime.csv`. */
export function* tableCsv({ table }: ExportData): Generator<string> {
  const header = ['identity', 'name', 'seconds', 'first_s', 'last_s', 'shots', 'tracks', 'confidence'];
  const rows = table.rows.map((row) => [
    identitiesOf(row),
    row.subject === 'unattributed' ? 'unattributed' : plainCell(lineOf(row.name ?? '')),
    ...[row.seconds, row.firstSeconds, row.lastSeconds].map((value) => time(value, 3)),
    row.shots,
    row.tracks,
    time(row.confidence, 2),
  ]);
  yield stringify([header, ...rows]);
}

/** By person as in the table, then by time. Six decimals: finer than any time base. */
export function* intervalsCsv({ table }: ExportData): Generator<string> {
  yield stringify([['identity', 'name', 'start_s', 'end_s', 'seconds', 'shot', 'tracks']]);
  for (const row of table.rows) {
    const who = [identitiesOf(row), plainCell(labelOf(row))];
    yield stringify(
      row.receipts.map(({ startSeconds, endSeconds, shot, tracks }) => [
        ...who,
        ...[startSeconds, endSeconds, endSeconds - startSeconds].map((value) => time(value, 6)),
        shot,
        tracks.join(' '),
      ]),
    );
  }
}
