/** Text for a terminal: how many columns it takes there, and how to make it fit. */

/** East Asian wide and fullwidth letters, and pictures: two columns each (Unicode UAX #11, in broad strokes). */
const wide =
  /^(?:\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6])/u;
const halfwidth = /^[\uff61-\uffdc]/u;
/** Control characters would move the cursor or colour the terminal; a name from a folder may hold some. */
const control = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const ellipsis = '…';

/** No letter of these has an accent that stands by itself. */
const plain = /^[ -~]*$/;

/** What a reader sees as one letter, with its accents. */
function letters(text: string): readonly string[] {
  // A segmenter takes longer to make than a whole table.
  if (plain.test(text)) return Array.from(text);
  return Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);
}

const letterWidth = (letter: string): number => (wide.test(letter) && !halfwidth.test(letter) ? 2 : 1);

/** Columns the text takes in a terminal with a fixed-width font. */
export function textWidth(text: string): number {
  return letters(text).reduce((width, letter) => width + letterWidth(letter), 0);
}

/** The text in exactly `columns` columns: cut with an ellipsis or filled with blanks, control characters left out. */
export function fitText(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  let shown = text.replace(control, '');
  if (textWidth(shown) > columns) {
    let room = columns - 1;
    const kept = letters(shown).findIndex((letter) => {
      room -= letterWidth(letter);
      return room < 0;
    });
    shown = `${letters(shown).slice(0, kept).join('')}${ellipsis}`;
  }
  const blanks = ' '.repeat(Math.max(0, columns - textWidth(shown)));
  return align === 'left' ? shown + blanks : blanks + shown;
}

/** The text in lines of at most `columns` columns, broken at blanks; a longer word keeps a line to itself. */
export function wrapText(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.replace(control, '').split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || textWidth(line) + 1 + textWidth(word) > columns) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}
