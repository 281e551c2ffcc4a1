import type { PixelBox } from '../../src/pipeline/units.ts';

/** One true face in one frame. */
export interface Appearance {
  /** 1-based. */
  readonly frame: number;
  /** Negative for a face that is nobody's (a poster). */
  readonly person: number;
  readonly track: number;
  readonly box: PixelBox;
  readonly doubtful: boolean;
}

/** One MOT Challenge row with boxes to a tenth of a pixel. */
export function motRow(row: { frame: number; id: number; box: PixelBox; doubtful?: boolean }): string {
  const numbers = [row.box.left, row.box.top, row.box.width, row.box.height].map((value) => value.toFixed(1));
  return [row.frame, row.id, ...numbers, 1, row.doubtful ? 2 : 1, 1].join(',');
}

/** Rows as the text of a file. */
export const textOf = (rows: readonly string[]): string => `${rows.join('\n')}\n`;
