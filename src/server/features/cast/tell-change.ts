import { announce } from '../../announce.ts';
import type { Services } from '../../api/services.ts';
import type { Person } from '../../contract/cast.ts';

/** Hands the person on once those who watch have been told that the cast of their show has changed. */
export async function told({ events }: Pick<Services, 'events'>, person: Person): Promise<Person> {
  await announce(events, { type: 'cast-changed', show: person.showId });
  return person;
}
