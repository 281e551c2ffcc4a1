import { describe, expect, it } from 'vitest';
import { fitText, textWidth, wrapText } from './text-width.ts';

describe('text for a terminal', () => {
  it('counts columns, not code units', () => {
    expect(['Ana', 'Zoë', 'Zoe\u0308', '王菲', 'サキ', 'ｻｷ', '김연아', '👩‍🚀', 'Ян'].map(textWidth)).toEqual([
      3, 3, 3, 4, 4, 2, 6, 2, 2,
    ]);
  });

  it('fills and cuts to the column', () => {
    expect(fitText('Zoe\u0308', 5)).toBe('Zoe\u0308  ');
    expect(fitText('7', 3, 'right')).toBe('  7');
    expect(fitText('Anastasia', 5)).toBe('Anas…');
    // Two wide letters and the ellipsis make five columns; a third letter would make seven.
    expect(fitText('王菲菲菲', 6)).toBe('王菲… ');
    expect(fitText('Anna', 4)).toBe('Anna');
  });

  it('leaves out what would steer the terminal', () => {
    expect(fitText('\u001b[31mRed\n', 8)).toBe('[31mRed ');
  });

  it('wraps at blanks', () => {
    expect(wrapText('one two three fourteen', 8)).toEqual(['one two', 'three', 'fourteen']);
    expect(wrapText('a incomprehensible b', 5)).toEqual(['a', 'incomprehensible', 'b']);
  });
});
