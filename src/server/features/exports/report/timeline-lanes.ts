/** A lane per person with their intervals, under a ruler with the cuts. */
import type { ExportData } from '../export-data.ts';
import { clock, colourOf, FAINT, heading, MARGIN, makeRoom, putLine, type Report, RULE, WIDTH } from './page.ts';
import { drawableLabel } from './report-font.ts';

const LANE = 15;
const LEFT = MARGIN + 130;
const SPAN = MARGIN + WIDTH - LEFT;
/** Thinner is invisible. */
const THINNEST = 0.35;
/** More cuts than this would be a grey band. */
const MOST_CUTS = 400;

export function timelineLanes(report: Report, data: ExportData): void {
  const { doc, font } = report;
  const { range, table } = data;
  const length = Math.max(range.to - range.from, 1e-9);
  const xOf = (seconds: number): number => LEFT + (SPAN * (seconds - range.from)) / length;
  heading(report, 'When');
  ruler(report, data, xOf);
  for (const [index, row] of table.rows.entries()) {
    if (makeRoom(report, LANE)) ruler(report, data, xOf);
    const top = doc.y;
    const isNobody = row.subject === 'unattributed';
    putLine(report, drawableLabel(row, font), { x: MARGIN, y: top + 3, width: LEFT - MARGIN - 8 });
    doc.rect(LEFT, top + 2, SPAN, LANE - 4).fill('#f4f6f8');
    for (const { startSeconds, endSeconds } of row.receipts) {
      const x = xOf(startSeconds);
      doc.rect(x, top + 2, Math.max(xOf(endSeconds) - x, THINNEST), LANE - 4);
    }
    if (row.receipts.length > 0) doc.fill(colourOf(index, isNobody));
    doc.y = top + LANE;
  }
}

/** Times at round distances, and a tick per cut. */
function ruler(report: Report, { range, shots }: ExportData, xOf: (seconds: number) => number): void {
  const { doc } = report;
  const top = doc.y;
  const step = roundStep((range.to - range.from) / 8);
  for (let at = Math.ceil(range.from / step) * step; at <= range.to; at += step) {
    putLine(report, clock(at), { x: xOf(at) - 30, y: top, width: 60, align: 'center', colour: FAINT, size: 7 });
    doc.moveTo(xOf(at), top + 10).lineTo(xOf(at), top + 15);
  }
  const cuts = shots.filter(({ startSeconds }) => startSeconds > range.from && startSeconds < range.to);
  if (cuts.length <= MOST_CUTS) {
    for (const { startSeconds } of cuts) doc.moveTo(xOf(startSeconds), top + 12).lineTo(xOf(startSeconds), top + 15);
  }
  doc.moveTo(LEFT, top + 15).lineTo(LEFT + SPAN, top + 15);
  doc.lineWidth(0.4).stroke(RULE);
  doc.y = top + 17;
}

/** 1, 2, 5, 10, 15 or 30 seconds, minutes; then hours. */
function roundStep(least: number): number {
  const steps = [1, 2, 5, 10, 15, 30].flatMap((step) => [step, 60 * step]).sort((a, b) => a - b);
  return steps.find((step) => step >= least) ?? Math.ceil(least / 3600) * 3600;
}
