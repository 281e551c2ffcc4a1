/** Whom somebody means who types a few letters of a name. */

export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** Lower case, without accents and signs, with single spaces. */
export const foldedText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ');

/** How well a name fits, 0: not at all. */
export function fitOf(typed: string, name: string): number {
  const [text, known] = [foldedText(typed), foldedText(name)];
  if (text === '' || known === '') return 0;
  if (text === known) return 1;
  if (known.startsWith(text)) return 0.9;
  const words = known.split(' ');
  // rin, for Lisa Rinna; li ri, for the same.
  if (areBeginnings(text.split(' '), words)) return 0.8;
  const letters = text.replaceAll(' ', '');
  if (
    letters.length > 1 &&
    words
      .map((word) => word[0])
      .join('')
      .startsWith(letters)
  )
    return 0.7;
  if (known.includes(text)) return 0.5;
  return isWithin(letters, known) ? 0.3 : 0;
}

/** Each beginning is that of a word of its own, in whatever order. */
function areBeginnings(beginnings: readonly string[], words: readonly string[]): boolean {
  const rest = [...words];
  return beginnings
    .toSorted((a, b) => b.length - a.length)
    .every((beginning) => {
      const place = rest.findIndex((word) => word.startsWith(beginning));
      if (place >= 0) rest.splice(place, 1);
      return place >= 0;
    });
}

/** All letters in their order, with others between: `lsa` in `lisa`. The first has to be the first of a word. */
function isWithin(letters: string, known: string): boolean {
  if (letters.length < 2) return false;
  let at = -1;
  for (const [index, letter] of [...letters].entries()) {
    at = index === 0 ? ` ${known}`.indexOf(` ${letter}`) : known.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

/**
 * Best fit first, among equals who was chosen last, then by name. Nothing typed: everybody.
 *
 * @param recent ids, the last one first.
 */
export function rankPeople<Person extends Candidate>(
  typed: string,
  people: readonly Person[],
  recent: readonly string[],
): readonly Person[] {
  const isAll = foldedText(typed) === '';
  const place = (id: string): number => {
    const at = recent.indexOf(id);
    return at < 0 ? recent.length : at;
  };
  return people
    .map((person) => ({ person, score: isAll ? 1 : bestFit(typed, person) }))
    .filter(({ score }) => score > 0)
    .toSorted(
      (a, b) =>
        b.score - a.score || place(a.person.id) - place(b.person.id) || a.person.name.localeCompare(b.person.name),
    )
    .map(({ person }) => person);
}

/** By an alias nearly as well as by the name. */
const bestFit = (typed: string, { name, aliases }: Candidate): number =>
  Math.max(fitOf(typed, name), ...aliases.map((alias) => fitOf(typed, alias) * 0.99));

/** Whether somebody has exactly this name, or is called so. */
export const isKnown = (typed: string, people: readonly Candidate[]): boolean =>
  people.some(({ name, aliases }) => [name, ...aliases].some((each) => foldedText(each) === foldedText(typed)));
