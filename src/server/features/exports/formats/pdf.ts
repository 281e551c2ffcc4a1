/** A report to read and print: the table with pictures and bars, when everybody is seen, who with whom, and where it comes from. */
import { type ExportData, provenance } from '../export-data.ts';
import { companyMatrix } from '../report/company-matrix.ts';
import { FAINT, finishPages, heading, INK, MARGIN, makeRoom, openReport, type Report, WIDTH } from '../report/page.ts';
import { peopleTable } from '../report/people-table.ts';
import { drawableText, readReportFont } from '../report/report-font.ts';
import { timelineLanes } from '../report/timeline-lanes.ts';

export async function* pdf(data: ExportData): AsyncGenerator<Uint8Array> {
  const font = await readReportFont();
  const title = drawableText(data.title, font);
  const report = openReport(font, data.title);
  const { doc } = report;
  doc.font('bold').fontSize(18).text(`${title}: screen time`, MARGIN, MARGIN, { width: WIDTH });
  const some = data.table.faceVisibleSeconds;
  paragraphs(report, [...provenance(data), `Some face is visible for ${some.toFixed(2)} s`]);
  await peopleTable(report, data);
  timelineLanes(report, data);
  companyMatrix(report, data);
  origins(report, data);
  finishPages(report, `${title}: screen time`);
  doc.end();
  yield* doc as AsyncIterable<Buffer>;
}

function paragraphs({ doc, font }: Report, lines: readonly string[]): void {
  doc.font('regular').fontSize(8).fillColor(FAINT);
  doc.text(lines.map((line) => drawableText(line, font)).join('\n'), MARGIN, doc.y + 4, { width: WIDTH, lineGap: 1.5 });
  doc.fillColor(INK).fontSize(9);
}

function origins(report: Report, { receipt }: ExportData): void {
  heading(report, 'Where the numbers come from');
  const models = Object.entries(receipt.models).map(
    ([role, { file, sha256, licence }]) => `${role}: ${file}, ${licence}, SHA-256 ${sha256}`,
  );
  const health = receipt.guardrails.map(({ label, value, status, remedy }) => {
    const measured = value === null ? '–' : Number(value.toFixed(3));
    return `${label}: ${measured} (${status})${status === 'ok' || remedy === null ? '' : `. ${remedy}`}`;
  });
  const warnings = receipt.warnings.map(({ message, remedy }) => `Warning: ${message} ${remedy}`);
  for (const line of [`Profile ${receipt.profile}`, ...models, ...health, ...warnings]) {
    makeRoom(report, 14);
    paragraphs(report, [line]);
  }
}
