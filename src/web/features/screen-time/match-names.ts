/** Which person a name that somebody typed means. Rather none than a wrong one: what two could be is left to the reader. */

interface Named {
  readonly key: string;
  readonly name: string;
  /** What else people call them. */
  readonly aliases?: readonly string[];
}

/** Lower case, without accents and signs. */
const wordsOf = (name: string): readonly string[] =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** 0: not the same; the higher, the surer. */
export function nameLikeness(typed: string, known: string): number {
  const [left, right] = [wordsOf(typed), wordsOf(known)];
  if (left.length === 0 || right.length === 0) return 0;
  if (left.join(' ') === right.join(' ')) return 1;
  // Rinna, Lisa
  if (left.toSorted().join(' ') === right.toSorted().join(' ')) return 0.95;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  // Lisa R.; L. Rinna; Lisa
  if (isPartOf(short, long)) return short.some((word) => word.length === 1) ? 0.85 : 0.8;
  // LR
  if (short.length === 1 && long.length > 1 && short[0] === long.map((word) => word[0]).join('')) return 0.7;
  return left.length === right.length && hasOneTypo(left.join(' '), right.join(' ')) ? 0.6 : 0;
}

/** Every word is, or begins, another word of the longer name, and one is whole. */
function isPartOf(short: readonly string[], long: readonly string[]): boolean {
  const rest = [...long];
  let whole = 0;
  for (const word of short.toSorted((a, b) => b.length - a.length)) {
    const same = rest.indexOf(word);
    const place = same >= 0 ? same : rest.findIndex((each) => isInitialOf(word, each) || isInitialOf(each, word));
    if (place < 0) return false;
    if (same >= 0) whole += 1;
    rest.splice(place, 1);
  }
  return whole > 0;
}

/** Digits are none: `Person 1` is not `Person 12`. */
const isInitialOf = (initial: string, word: string): boolean => /^\p{L}$/u.test(initial) && word.startsWith(initial);

const TYPO_FROM_CHARACTERS = 5;

function hasOneTypo(left: string, right: string): boolean {
  if (Math.min(left.length, right.length) < TYPO_FROM_CHARACTERS || Math.abs(left.length - right.length) > 1)
    return false;
  // Another digit is another number.
  if (/\d/.test(left + right)) return false;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  const at = [...short].findIndex((character, index) => character !== long[index]);
  if (at < 0) return true;
  return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1);
}

/** Key by typed name; null: nobody, or several that are as likely. Each person is meant by one name at most, the surest first. */
export function matchNames(typed: readonly string[], people: readonly Named[]): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>();
  const taken = new Set<string>();
  const scored = typed.flatMap((name) =>
    people.map(({ key, name: known, aliases = [] }) => ({
      name,
      key,
      score: Math.max(...[known, ...aliases].map((each) => nameLikeness(name, each))),
    })),
  );
  for (const score of [...new Set(scored.map((each) => each.score))]
    .filter((each) => each > 0)
    .toSorted((a, b) => b - a)) {
    const open = scored.filter((each) => each.score === score && !found.has(each.name) && !taken.has(each.key));
    for (const { name, key } of open) {
      if (found.has(name) || taken.has(key)) continue;
      const isAmbiguous = open.some((each) => each.name === name && each.key !== key);
      const isWantedTwice = open.some((each) => each.key === key && each.name !== name);
      if (isAmbiguous || isWantedTwice) continue;
      found.set(name, key);
      taken.add(key);
    }
    for (const { name } of open) if (!found.has(name)) found.set(name, null);
  }
  return new Map(typed.map((name) => [name, found.get(name) ?? null]));
}
