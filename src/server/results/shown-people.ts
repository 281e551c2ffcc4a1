/** Who lists show of a run. It is kept with the run's seconds, so that a page of episodes does not read the rows of everybody. */
import { z } from 'zod';

/** More faces than these a row of a list does not show. */
const MOST_SHOWN = 6;

const shownPerson = z.object({
  /** In the cast; null: nobody of it. */
  personId: z.string().nullable(),
  /** What somebody said about who is not in the cast. Who is has a name there, which may change. */
  name: z.string().nullable(),
  seconds: z.number(),
  cropKey: z.string().nullable(),
});
export type ShownPerson = z.infer<typeof shownPerson>;

export const shownPeople = z.object({ count: z.int(), first: z.array(shownPerson) });
export type ShownPeople = z.infer<typeof shownPeople>;

/** @param people everybody who has a row. */
export function toShown(people: readonly ShownPerson[]): ShownPeople {
  const first = people
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, MOST_SHOWN)
    .map(({ personId, name, seconds, cropKey }) => ({ personId, name, seconds, cropKey }));
  return { count: people.length, first };
}
