/**
 * DejaVu Sans: the letters of Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic script, free to embed. What it has no
 * letter for, such as Chinese, would be drawn as empty boxes; such names are told by number instead.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { create, type Font } from 'fontkit';
import type { ScreenTimeRowShape } from '../../../contract/screen-time.ts';
import { labelOf, lineOf } from '../export-data.ts';

/** Folder of the font files. */
export const fontFolder = (): string =>
  path.dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));

export const FONT_FAMILY = 'DejaVu Sans';

export interface ReportFont {
  readonly regular: Buffer;
  readonly bold: Buffer;
  /** Whether every letter of the text can be drawn. */
  covers(text: string): boolean;
}

export async function readReportFont(): Promise<ReportFont> {
  const [regular, bold] = await Promise.all(
    ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => readFile(path.join(fontFolder(), name))),
  );
  if (!regular || !bold) throw new RangeError('two fonts were read');
  const font = create(regular) as Font;
  return {
    regular,
    bold,
    covers: (text) => [...text].every((letter) => font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)),
  };
}

/** A row's name in letters that can be drawn; `Person 3 *` where it has others. */
export function drawableLabel(row: ScreenTimeRowShape, font: Pick<ReportFont, 'covers'>): string {
  const label = labelOf(row);
  return font.covers(label) ? label : `Person ${row.identities[0] ?? '?'} *`;
}

/** Text where letters that cannot be drawn are question marks. */
export const drawableText = (text: string, font: Pick<ReportFont, 'covers'>): string =>
  [...lineOf(text)].map((letter) => (font.covers(letter) ? letter : '?')).join('');
