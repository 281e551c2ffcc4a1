/** Who the names in a result are. */
import type { Queries } from '../../../../adapters/database/port.ts';

/** The person of a name, or of an id as text; null where nobody of the show is called so. */
export type FindPerson = (name: string | null) => string | null;

/** Names come before aliases. Case does not matter. */
export async function personFinder(queries: Queries, showId: string): Promise<FindPerson> {
  const people = await queries.selectFrom('people').select(['id', 'name']).where('show_id', '=', showId).execute();
  const aliases = await queries
    .selectFrom('person_aliases')
    .select(['person_id', 'alias'])
    .where('show_id', '=', showId)
    .execute();
  const ids = new Map([
    ...aliases.map(({ person_id, alias }) => [alias.toLowerCase(), person_id] as const),
    ...people.map(({ id, name }) => [name.toLowerCase(), id] as const),
    ...people.map(({ id }) => [id, id] as const),
  ]);
  return (name) => (name === null ? null : (ids.get(name.toLowerCase()) ?? null));
}
