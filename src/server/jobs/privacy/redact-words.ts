/** What names somebody in texts and JSON, and how it is taken out. */

export interface PersonWords {
  readonly personId: string;
  /** Name and other names. */
  readonly names: readonly string[];
}

export interface WordSearch {
  /** Whether a text is one of the names, or the id. Case does not matter. */
  isOne(text: string): boolean;
  /** Whether a text says one of them as a word of its own. */
  isSaidIn(text: string): boolean;
  /** The text with {@link REMOVED} in their place. */
  without(text: string): string;
}

/** Stands where a name was. Without letters: it is nobody's name. */
const REMOVED = '[…]';

export function searchWords({ personId, names }: PersonWords): WordSearch {
  // Accents may stand as letters of their own, quotation marks with a stroke before them.
  const forms = [personId, ...names]
    .flatMap((word) => [word, word.normalize('NFC'), word.normalize('NFD')])
    .flatMap((word) => [word, JSON.stringify(word).slice(1, -1)]);
  // Longer ones first: a name may begin with another one.
  const words = [...new Set(forms)].sort((a, b) => b.length - a.length);
  const any = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const outside = '[\\p{L}\\p{N}]';
  const said = new RegExp(`(?<!${outside})(?:${any})(?!${outside})`, 'giu');
  const exact = new RegExp(`^\\s*(?:${any})\\s*$`, 'iu');
  return {
    isOne: (text) => exact.test(text),
    isSaidIn: (text) => text.search(said) >= 0,
    without: (text) => text.replace(said, REMOVED),
  };
}

/** A value of JSON without the names: null where a text is nothing but one, {@link REMOVED} inside of longer ones. */
export function redactJson(value: unknown, search: WordSearch): unknown {
  if (typeof value === 'string') return search.isOne(value) ? null : search.without(value);
  if (Array.isArray(value)) return value.map((each) => redactJson(each, search));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [search.without(key), redactJson(each, search)]),
  );
}

/** Whether it would be changed by {@link redactJson}. */
export const isSaidInJson = (value: unknown, search: WordSearch): boolean =>
  JSON.stringify(redactJson(value, search)) !== JSON.stringify(value);
