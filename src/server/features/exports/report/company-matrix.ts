/** Who is seen together with whom, for how many seconds: the people with most time. */
import { coAppearance } from '../../../results/screen-time-table.ts';
import type { ExportData } from '../export-data.ts';
import { FAINT, heading, MARGIN, makeRoom, putLine, type Report } from './page.ts';
import { drawableLabel } from './report-font.ts';

/** As many as fit across a page. */
const MOST_PEOPLE = 12;
const CELL = { width: 51, height: 20 };
const LEFT = MARGIN + 140;

export function companyMatrix(report: Report, data: ExportData): void {
  const { doc, font } = report;
  const { subjects, pairs } = coAppearance(data.table);
  const people = data.table.rows.slice(0, Math.min(subjects.length, MOST_PEOPLE));
  if (people.length < 2) return;
  const shared = new Map(pairs.map(({ a, b, seconds }) => [`${a} ${b}`, seconds]));
  const most = Math.max(...pairs.map(({ seconds }) => seconds), 1e-9);
  const height = CELL.height * (people.length + 1);
  makeRoom(report, height + 40);
  heading(
    report,
    `Seconds together${subjects.length > people.length ? `, the ${people.length} people with most time` : ''}`,
  );
  const top = doc.y;
  for (const [column, row] of people.entries()) {
    const x = LEFT + column * CELL.width;
    putLine(report, drawableLabel(row, font), { x, y: top + 4, width: CELL.width - 4, size: 6.5, colour: FAINT });
  }
  for (const [a, row] of people.entries()) {
    const y = top + (a + 1) * CELL.height;
    putLine(report, drawableLabel(row, font), { x: MARGIN, y: y + 5, width: LEFT - MARGIN - 8 });
    for (const b of people.keys()) {
      const seconds = a === b ? row.seconds : (shared.get(`${Math.min(a, b)} ${Math.max(a, b)}`) ?? 0);
      const x = LEFT + b * CELL.width;
      const strength = a === b ? 0 : Math.min(1, seconds / most);
      doc
        .rect(x, y, CELL.width - 2, CELL.height - 2)
        .fillOpacity(0.06 + 0.5 * strength)
        .fill('#0072b2')
        .fillOpacity(1);
      if (seconds > 0) {
        const colour = a === b ? FAINT : '#1b2430';
        putLine(report, seconds.toFixed(1), { x, y: y + 5, width: CELL.width - 6, align: 'right', size: 7.5, colour });
      }
    }
  }
  doc.x = MARGIN;
  doc.y = top + height;
}
