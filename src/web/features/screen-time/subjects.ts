/** The rows of a table as this page shows them: with name and colour, and what the chosen rules changed. */
import type { IdentityShape } from '../../../server/contract/results.ts';
import type { ScreenTimeRowShape } from '../../../server/contract/screen-time.ts';
import { personColour } from '../../lib/person-colour.ts';
import { keyOf, type Person, personOf } from '../player/people.ts';

export interface Subject extends Person {
  readonly row: ScreenTimeRowShape;
  /** Less of the person's seconds are sure than it takes to rely on them, or nobody knows the name for sure. */
  readonly isDoubtful: boolean;
  /** Seconds more than by the default rules; null: these are the default rules. */
  readonly change: number | null;
}

/** Of a person's seconds this share has to be sure. */
const SURE_SHARE = 0.8;

interface Tables {
  readonly rows: readonly ScreenTimeRowShape[];
  /** The same range by the default rules; null: `rows` are by those. */
  readonly standard: readonly ScreenTimeRowShape[] | null;
  /** The whole episode by the default rules: a person keeps the colour that the player shows, whatever is asked. */
  readonly whole: readonly ScreenTimeRowShape[];
  readonly identities: readonly IdentityShape[];
}

export function subjectsOf({ rows, standard, whole, identities }: Tables): readonly Subject[] {
  const byNumber = new Map(identities.map((identity) => [identity.number, identity]));
  const places = new Map(whole.map((row, place) => [keyOf(row), place]));
  const before = standard && new Map(standard.map((row) => [keyOf(row), row.seconds]));
  return rows.map((row, index) => {
    const person = personOf(row, index, byNumber);
    const place = places.get(person.key) ?? whole.length + index;
    return {
      ...person,
      colour: person.isUnattributed ? person.colour : personColour(place),
      row,
      isDoubtful: person.hint !== null || (row.confidence !== null && row.confidence < SURE_SHARE),
      change: before === null ? null : row.seconds - (before.get(person.key) ?? 0),
    };
  });
}
