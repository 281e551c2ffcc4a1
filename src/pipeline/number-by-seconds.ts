import type { Identity } from './records.ts';
import type { ScreenTime } from './screen-time/screen-time.ts';

/** The identities numbered anew from 1 by falling measured seconds; of equal ones the earlier number stays first. */
export function numberBySeconds<Person extends Identity>(
  identities: readonly Person[],
  measured: ScreenTime,
): readonly Person[] {
  const rank = new Map(measured.identities.map(({ identity }, index) => [identity, index + 1]));
  return identities
    .map((person) => ({ ...person, identity: rank.get(person.identity) ?? person.identity }))
    .sort((a, b) => a.identity - b.identity);
}
