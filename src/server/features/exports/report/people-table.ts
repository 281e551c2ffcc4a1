/** The table with a picture and a bar per person. */
import type { ScreenTimeRowShape } from '../../../contract/screen-time.ts';
import type { ExportData } from '../export-data.ts';
import { clock, colourOf, FAINT, heading, INK, MARGIN, makeRoom, putLine, type Report, RULE, WIDTH } from './page.ts';
import { drawableLabel } from './report-font.ts';

const ROW = 30;
const CROP = 26;
const NAME = { x: MARGIN + 34, width: 150 };
const BAR = { x: MARGIN + 190, width: 190 };
/** Title, right edge, value. */
const COLUMNS: readonly [string, number, (row: ScreenTimeRowShape, videoSeconds: number) => string][] = [
  ['seconds', 440, (row) => row.seconds.toFixed(2)],
  ['time', 495, (row) => clock(row.seconds)],
  ['of video', 545, (row, all) => (all === 0 ? '' : `${((100 * row.seconds) / all).toFixed(1)} %`)],
  ['first', 595, ({ firstSeconds }) => (firstSeconds === null ? '' : clock(firstSeconds))],
  ['last', 645, ({ lastSeconds }) => (lastSeconds === null ? '' : clock(lastSeconds))],
  ['shots', 680, ({ shots }) => String(shots)],
  ['tracks', 717, ({ tracks }) => String(tracks)],
  ['sure', WIDTH, ({ confidence }) => (confidence === null ? '' : `${Math.round(100 * confidence)} %`)],
];

export async function peopleTable(report: Report, data: ExportData): Promise<void> {
  const { doc, font } = report;
  const { rows, videoSeconds } = data.table;
  const most = Math.max(...rows.map(({ seconds }) => seconds), 1e-9);
  heading(report, 'Seconds on screen');
  columnTitles(report);
  for (const [index, row] of rows.entries()) {
    if (makeRoom(report, ROW)) columnTitles(report);
    const top = doc.y;
    const isNobody = row.subject === 'unattributed';
    await putCrop(report, { data, row, top });
    putLine(report, drawableLabel(row, font), { ...NAME, y: top + 9, size: 9, colour: isNobody ? FAINT : INK });
    doc.rect(BAR.x, top + 8, BAR.width, 13).fill('#f1f4f7');
    doc.rect(BAR.x, top + 8, (BAR.width * row.seconds) / most, 13).fill(colourOf(index, isNobody));
    for (const [, right, textOf] of COLUMNS) {
      putLine(report, textOf(row, videoSeconds), { x: MARGIN + right - 60, width: 60, y: top + 10, align: 'right' });
    }
    doc.y = top + ROW;
  }
  if (rows.some((row) => drawableLabel(row, font).endsWith(' *'))) {
    makeRoom(report, 14);
    const note = '* The name has letters that this report cannot draw; all other formats write it in full.';
    putLine(report, note, { x: MARGIN, y: doc.y + 2, width: WIDTH, colour: FAINT });
    doc.y += 14;
  }
}

function columnTitles(report: Report): void {
  const { doc } = report;
  const y = doc.y;
  for (const [title, right] of COLUMNS) {
    putLine(report, title, { x: MARGIN + right - 60, width: 60, y, align: 'right', colour: FAINT, size: 7 });
  }
  doc
    .moveTo(MARGIN, y + 12)
    .lineTo(MARGIN + WIDTH, y + 12)
    .lineWidth(0.5)
    .stroke(RULE);
  doc.y = y + 14;
}

async function putCrop(
  { doc }: Report,
  { data, row, top }: { readonly data: ExportData; readonly row: ScreenTimeRowShape; readonly top: number },
): Promise<void> {
  const [identity] = row.identities;
  const picture = identity === undefined ? null : await data.readCrop(identity);
  if (picture === null) return;
  const place = { cover: [CROP, CROP] as [number, number], align: 'center' as const, valign: 'center' as const };
  doc.save();
  doc.roundedRect(MARGIN, top + 2, CROP, CROP, 4).clip();
  doc.image(Buffer.from(picture), MARGIN, top + 2, place);
  doc.restore();
}
