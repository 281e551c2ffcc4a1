import type { Bytes } from './bytes.ts';

/** Tells whether a text matches a pattern with `*`, `?`, `[a-c]`, `[^a]` and `\` before what is meant literally. */
export function globMatcher(pattern: Bytes): (text: Bytes) => boolean {
  const source = pattern.replace(
    /\\(.)|\*|\?|\[(\^?)((?:\\.|[^\]\\])*)(?:\]|$)|([.+^${}()|\]/\\])/gs,
    (token, literal: string | undefined, not: string | undefined, members: string | undefined, special?: string) => {
      if (token === '*') return '.*';
      if (token === '?') return '.';
      if (literal !== undefined) return escaped(literal);
      if (members !== undefined) return members === '' ? '(?!)' : `[${not}${members.replace(/[[^]/g, '\\$&')}]`;
      return `\\${special}`;
    },
  );
  const expression = new RegExp(`^${source}$`, 's');
  return (text) => expression.test(text);
}

const escaped = (character: string): string => (/\w/.test(character) ? character : `\\${character}`);
