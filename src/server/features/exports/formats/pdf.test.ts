/** The report as a reader of PDF sees it. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { labelOf } from '../export-data.ts';
import { exportBytes, madeUpExport, unevenTable } from '../made-up-export.test-support.ts';

async function readPdf(bytes: Uint8Array): Promise<{ pages: number; text: string }> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const texts: string[] = [];
  for (let page = 1; page <= document.numPages; page++) {
    const { items } = await (await document.getPage(page)).getTextContent();
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  const pages = document.numPages;
  await document.destroy();
  return { pages, text: texts.join(' ').replaceAll(/\s+/g, ' ') };
}

describe('the report', () => {
  it('has the seconds of the table, names in other scripts, and the hashes', async () => {
    const data = await madeUpExport(unevenTable());
    const { pages, text } = await readPdf(await exportBytes('pdf', data));
    expect(pages).toBeGreaterThan(0);
    expect(pages).toBeLessThan(4);
    for (const row of data.table.rows) {
      expect(text).toContain(labelOf(row));
      expect(text).toContain(row.seconds.toFixed(2));
    }
    expect(text).toContain('Мария & <b>Δ</b>');
    expect(text).toContain('ab'.repeat(32));
    expect(text).toContain('cd'.repeat(32));
  });

  it('tells people by number whose names it has no letters for, and says so', async () => {
    const data = await madeUpExport(unevenTable());
    const rows = data.table.rows.map((row) => (row.identities[0] === 1 ? { ...row, name: '李小龙' } : row));
    const { text } = await readPdf(await exportBytes('pdf', { ...data, table: { ...data.table, rows } }));
    expect(text).toContain('Person 1 *');
    expect(text).toContain('* The name has letters that this report cannot draw');
  });

  it('goes on over pages where there are many people', async () => {
    const data = await madeUpExport(unevenTable());
    const rows = Array.from(
      { length: 90 },
      (_, n) => ({ ...data.table.rows[n % 4], name: `Guest ${n}` }) as (typeof data.table.rows)[0],
    );
    const { pages, text } = await readPdf(await exportBytes('pdf', { ...data, table: { ...data.table, rows } }));
    expect(pages).toBeGreaterThan(7);
    expect(text).toContain('Guest 89');
    expect(text).toContain(`${pages} / ${pages}`);
  });
});
