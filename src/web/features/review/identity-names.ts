/** What identities and people are called on this page. */
import type { ReviewIdentity } from '../../../server/contract/review.ts';

type Named = Pick<ReviewIdentity, 'number' | 'person' | 'name'>;

export const numberedName = (number: number): string => `Person ${number}`;

export const nameOf = ({ number, person, name }: Named): string => person?.name ?? name ?? numberedName(number);

/** How the log and the conflicts call what they speak of. */
export interface Names {
  readonly identity: (number: number) => string;
  readonly person: (id: string) => string;
}

interface KnownPeople {
  readonly identities: readonly Named[];
  readonly cast: readonly { readonly id: string; readonly name: string }[];
}

/** Identities that are no more have their number, people who are no more no name. */
export function namesOf({ identities, cast }: KnownPeople): Names {
  const ofIdentity = new Map(identities.map((identity) => [identity.number, nameOf(identity)]));
  const ofPerson = new Map(cast.map(({ id, name }) => [id, name]));
  for (const { person } of identities) if (person) ofPerson.set(person.id, person.name);
  return {
    identity: (number) => ofIdentity.get(number) ?? numberedName(number),
    person: (id) => ofPerson.get(id) ?? 'somebody who is no longer in the cast',
  };
}
