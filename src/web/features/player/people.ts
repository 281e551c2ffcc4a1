/** The rows of the screen-time table as the player shows them: who, in which colour, when. */
import type { IdentityShape } from '../../../server/contract/results.ts';
import type { ScreenTimeRowShape } from '../../../server/contract/screen-time.ts';
import { personColour, UNATTRIBUTED_COLOUR } from '../../lib/person-colour.ts';
import { type Interval, type Spans, spansOf } from './spans.ts';

export interface Person {
  /** Stands in addresses. */
  readonly key: string;
  readonly name: string;
  /** Why the name is doubtful; null: it is not, or there is none. */
  readonly hint: string | null;
  readonly colour: string;
  readonly cropUrl: string | null;
  /** In the whole episode. */
  readonly seconds: number;
  /** What the seconds are made of; those of nobody may overlap. */
  readonly receipts: readonly (Interval & { readonly shot: number })[];
  /** The same as the timeline draws them. */
  readonly spans: Spans;
  readonly isUnattributed: boolean;
}

export interface People {
  /** By falling seconds, the unattributed last. */
  readonly all: readonly Person[];
  /** By track. */
  readonly ofTrack: ReadonlyMap<number, Person>;
}

export const NOBODY = 'nobody';

type Crops = readonly Pick<IdentityShape, 'number' | 'cropUrl' | 'suggestion'>[];

export function peopleOf(rows: readonly ScreenTimeRowShape[], identities: Crops): People {
  const byNumber = new Map(identities.map((identity) => [identity.number, identity]));
  const ofTrack = new Map<number, Person>();
  // Nobody is seen: no lane for it.
  const shown = rows.filter((row) => row.subject !== 'unattributed' || row.receipts.length > 0);
  const all = shown.map((row, place) => {
    const person = personOf(row, place, byNumber);
    for (const track of row.receipts.flatMap(({ tracks }) => tracks)) ofTrack.set(track, person);
    return person;
  });
  return { all, ofTrack };
}

export function personOf(row: ScreenTimeRowShape, place: number, byNumber: ReadonlyMap<number, Crops[number]>): Person {
  const known = row.identities.map((number) => byNumber.get(number));
  const identity = known.find((each) => each?.cropUrl) ?? known[0];
  const receipts = row.receipts.map(({ startSeconds, endSeconds, shot }) => ({
    start: startSeconds,
    end: endSeconds,
    shot,
  }));
  const isUnattributed = row.subject === 'unattributed';
  const suggestion = row.name === null ? identity?.suggestion?.name : undefined;
  return {
    key: keyOf(row),
    name: isUnattributed ? 'Unattributed' : (row.name ?? `Person ${row.identities[0]}`),
    hint: suggestion === undefined ? null : `Perhaps ${suggestion}`,
    colour: isUnattributed ? UNATTRIBUTED_COLOUR : personColour(place),
    cropUrl: identity?.cropUrl ?? null,
    seconds: row.seconds,
    receipts,
    spans: spansOf(receipts),
    isUnattributed,
  };
}

/** By the person where it is known, so that a link works in the next run, too. */
export function keyOf({
  subject,
  personId,
  identities,
}: Pick<ScreenTimeRowShape, 'subject' | 'personId' | 'identities'>): string {
  if (subject === 'unattributed') return NOBODY;
  return personId ?? `i${identities[0]}`;
}
