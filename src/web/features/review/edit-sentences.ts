/** Edits as sentences of the log: `Merged Person 12 into Lisa`. */
import type { EditBodyShape, LoggedEditShape, ReviewStateShape } from '../../../server/contract/review.ts';
import { formatClock } from '../../lib/format-time.ts';
import { type Names, numberedName } from './identity-names.ts';

const IGNORED_WORDS = {
  extra: 'an extra',
  poster: 'a picture of somebody',
  screen: 'somebody on a screen',
} as const;

export function sentenceOf(edit: EditBodyShape, names: Names): string {
  switch (edit.kind) {
    case 'assign':
      return `Said that ${before(edit.identity, names, whom(edit.personId, names))} is ${whom(edit.personId, names)}`;
    case 'assign-tracks':
      return `Said that ${tracks(edit.tracks)} ${shows(edit.tracks)} ${whom(edit.personId, names)}`;
    case 'unassign':
      return `Said that nobody knows who ${names.identity(edit.identity)} is`;
    case 'rename':
      return edit.name === null
        ? `Took away the name of ${names.identity(edit.identity)}`
        : `Called ${before(edit.identity, names, edit.name)} “${edit.name}”`;
    case 'merge':
      return `Merged ${list(edit.from.map(names.identity))} into ${names.identity(edit.into)}`;
    case 'split':
      return `Split ${tracks(edit.tracks)} off ${names.identity(edit.identity)}`;
    case 'move-tracks':
      return `Moved ${tracks(edit.tracks)} to ${destination(edit.to, names)}`;
    case 'move-faces':
      return `Moved ${count(edit.faces.length, 'face')} to ${destination(edit.to, names)}`;
    case 'exclude-faces':
      return `Excluded ${count(edit.faces.length, 'face')} from recognition`;
    case 'not-a-face':
      return `Said that ${tracks(edit.tracks)} ${shows(edit.tracks)} no face`;
    case 'reject':
      return `Said that ${before(edit.identity, names, names.person(edit.personId))} is never ${names.person(edit.personId)}`;
    case 'different':
      return `Said that ${list(edit.identities.map(names.identity))} are different people`;
    case 'confirm':
      return `Confirmed that ${before(edit.identity, names, names.person(edit.personId))} is ${names.person(edit.personId)}`;
    case 'one-person':
      return `Said that ${names.identity(edit.identity)} is one person throughout`;
    case 'lock':
      return `${edit.locked ? 'Locked' : 'Unlocked'} ${names.identity(edit.identity)}`;
    case 'ignore':
      return edit.as === null
        ? `No longer ignored ${names.identity(edit.identity)}`
        : `Ignored ${names.identity(edit.identity)} as ${IGNORED_WORDS[edit.as]}`;
    case 'set-bounds':
      return `Set track ${edit.track} to ${formatClock(edit.firstSeconds, 1)} – ${formatClock(edit.lastSeconds, 1)}`;
  }
}

/** Of an entry of the log. @param undone the edit that it takes back, where it is known. */
export function entrySentence(entry: LoggedEditShape, names: Names, undone?: LoggedEditShape): string {
  if (entry.body !== null) return sentenceOf(entry.body, names);
  if (entry.undoes === null) return 'An edit whose content had to be forgotten';
  if (undone === undefined) return 'Undid an earlier edit';
  return undone.body === null ? 'Did again what was undone' : `Undid: ${sentenceOf(undone.body, names)}`;
}

/** Identities that an edit speaks of and that still exist. */
export function identitiesOf(
  edit: EditBodyShape,
  { identities }: Pick<ReviewStateShape, 'identities'>,
): readonly number[] {
  const there = new Set(identities.map(({ number }) => number));
  const named = (() => {
    switch (edit.kind) {
      case 'merge':
        return [edit.into, ...edit.from];
      case 'different':
        return edit.identities;
      case 'move-tracks':
      case 'move-faces':
        return typeof edit.to === 'number' ? [edit.to] : [];
      default:
        return 'identity' in edit ? [edit.identity] : [];
    }
  })();
  return named.filter((number) => there.has(number));
}

/** What it is called now says nothing where that is the new name. */
const before = (identity: number, names: Names, name: string): string => {
  const now = names.identity(identity);
  return now === name ? numberedName(identity) : now;
};

const whom = (personId: string | null, names: Names): string =>
  personId === null ? 'nobody of the cast' : names.person(personId);

function destination(to: number | 'new' | 'unassigned', names: Names): string {
  if (to === 'new') return 'a new person';
  return to === 'unassigned' ? 'nobody' : names.identity(to);
}

const MOST_LISTED = 3;

const tracks = (numbers: readonly number[]): string =>
  numbers.length === 1 ? `track ${numbers[0]}` : count(numbers.length, 'track');

const shows = (numbers: readonly number[]): string => (numbers.length === 1 ? 'shows' : 'show');

export const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

/** `A, B and C`; of many the first ones. */
export function list(names: readonly string[]): string {
  const unique = [...new Set(names)];
  if (unique.length > MOST_LISTED + 1) {
    return `${unique.slice(0, MOST_LISTED).join(', ')} and ${unique.length - MOST_LISTED} more`;
  }
  return unique.length < 2 ? (unique[0] ?? '') : `${unique.slice(0, -1).join(', ')} and ${unique.at(-1)}`;
}
