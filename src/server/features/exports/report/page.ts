/** A landscape A4 page with room that runs out. Lengths in points. */
import PDFDocument from 'pdfkit';
import type { ReportFont } from './report-font.ts';

export const MARGIN = 40;
export const WIDTH = 841.89 - 2 * MARGIN;
const BOTTOM = 595.28 - MARGIN - 14;

export const INK = '#1b2430';
export const FAINT = '#6b7785';
export const RULE = '#d5dce4';
/** Colours that can be told apart, also by most who are colour-blind (after Okabe and Ito, 2008). */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#d55e00', '#56b4e9', '#8a8d1b', '#7a5bd0'];
const NOBODY = '#9aa4af';

export const colourOf = (row: number, isNobody: boolean): string =>
  isNobody ? NOBODY : (COLOURS[row % COLOURS.length] ?? NOBODY);

export interface Report {
  readonly doc: PDFKit.PDFDocument;
  readonly font: ReportFont;
}

export function openReport(font: ReportFont, title: string): Report {
  const doc = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: MARGIN,
    bufferPages: true,
    info: { Title: title, Creator: 'Screenalytics' },
  });
  doc.registerFont('regular', font.regular);
  doc.registerFont('bold', font.bold);
  doc.font('regular').fontSize(9).fillColor(INK);
  return { doc, font };
}

/** Begins a page where less than this is left; says whether it did. */
export function makeRoom({ doc }: Report, height: number): boolean {
  if (doc.y + height <= BOTTOM) return false;
  doc.addPage();
  doc.y = MARGIN;
  return true;
}

export function heading(report: Report, text: string): void {
  makeRoom(report, 60);
  const { doc } = report;
  if (doc.y > MARGIN) doc.y += 14;
  doc.font('bold').fontSize(12).fillColor(INK).text(text, MARGIN, doc.y);
  doc.font('regular').fontSize(9);
  doc.y += 4;
}

export interface Line {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly align?: 'left' | 'right' | 'center';
  readonly colour?: string;
  readonly size?: number;
}

/** One line of text at a place, cut with … where it is too long. The report's own place stays. */
export function putLine({ doc }: Report, text: string, line: Line): void {
  const { x, y, width, align = 'left', colour = INK, size = 8 } = line;
  const before = doc.y;
  doc.fontSize(size).fillColor(colour);
  doc.text(text, x, y, { width, align, lineBreak: false, height: size * 1.4, ellipsis: '…' });
  doc.y = before;
}

/** Numbers the pages. */
export function finishPages(report: Report, footer: string): void {
  const { doc } = report;
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    // Below the margin, where text would begin another page.
    doc.page.margins.bottom = 0;
    const place = { y: 595.28 - MARGIN + 6, colour: FAINT, size: 7 };
    putLine(report, footer, { ...place, x: MARGIN, width: WIDTH - 80 });
    putLine(report, `${page - start + 1} / ${count}`, { ...place, x: MARGIN + WIDTH - 80, width: 80, align: 'right' });
  }
}

/** `1:02:03.4` */
export function clock(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(tenths / 600) % 60;
  const hours = Math.floor(tenths / 36_000);
  const rest = `${two(Math.floor(tenths / 10) % 60)}.${tenths % 10}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
