/** Spreadsheets take a text that begins with one of these for a formula, and run it. */
const FORMULA = /^[=+\-@\t\r]/;

/** A text that stays one in a spreadsheet: an apostrophe is put before what would be a formula. */
export const plainCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
