import { sql } from 'kysely';
import type { z } from 'zod';
import { DatabaseError } from '../../../adapters/database/database-error.ts';
import { UserError } from '../../../errors.ts';
import type * as shape from '../../contract/cast.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readPerson } from './person-rows.ts';

/** @throws UserError `people.exists`, `shows.not-found`. */
export async function createPerson(
  stores: ResultStores,
  { showId, name, notes }: z.infer<typeof shape.createPerson>,
): Promise<shape.Person> {
  const made = await explained(name, () =>
    stores.database.queries
      .insertInto('people')
      .values({ show_id: showId, name, notes })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return await readPerson(stores, made.id);
}

/** @throws UserError `people.not-found`, `people.exists`, `people.changed-meanwhile`. */
export async function changePerson(
  stores: ResultStores,
  { id, version, name, notes }: z.infer<typeof shape.changePerson>,
): Promise<shape.Person> {
  const { numUpdatedRows } = await explained(name ?? '', () =>
    stores.database.queries
      .updateTable('people')
      .set({ version: sql`version + 1`, updated_at: sql<Date>`now()` })
      .$if(name !== undefined, (query) => query.set({ name: name ?? '' }))
      .$if(notes !== undefined, (query) => query.set({ notes: notes ?? '' }))
      .where('id', '=', id)
      .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
      .executeTakeFirst(),
  );
  const person = await readPerson(stores, id);
  if (numUpdatedRows > 0n) return person;
  throw new UserError(
    'people.changed-meanwhile',
    `Somebody has changed ${person.name} since you opened them (version ${person.version}): look again, then repeat your change.`,
  );
}

/** An archived person stays in results, out of the list of the cast. @throws UserError `people.not-found`. */
export async function archivePerson(
  stores: ResultStores,
  { id, archived, now }: { readonly id: string; readonly archived: boolean; readonly now: Date },
): Promise<shape.Person> {
  await stores.database.queries
    .updateTable('people')
    .set({ archived_at: archived ? now : null })
    .where('id', '=', id)
    .execute();
  return await readPerson(stores, id);
}

/** Replaces all other names of a person. @throws UserError `people.not-found`, `people.exists`. */
export async function setAliases(
  stores: ResultStores,
  { id, aliases }: z.infer<typeof shape.setAliases>,
): Promise<shape.Person> {
  const { showId } = await readPerson(stores, id);
  const wanted = [...new Map(aliases.map((alias) => [alias.toLowerCase(), alias])).values()];
  await explained(wanted.join(', '), () =>
    stores.database.transaction(async (transaction) => {
      await transaction.deleteFrom('person_aliases').where('person_id', '=', id).execute();
      const rows = wanted.map((alias) => ({ person_id: id, show_id: showId, alias }));
      if (rows.length > 0) await transaction.insertInto('person_aliases').values(rows).execute();
    }),
  );
  return await readPerson(stores, id);
}

/** @throws UserError `people.not-found`. */
export async function setRole(
  stores: ResultStores,
  { id, season, role }: z.infer<typeof shape.setRole>,
): Promise<shape.Person> {
  const { showId } = await readPerson(stores, id);
  await stores.database.transaction(async (transaction) => {
    const place = { person_id: id, show_id: showId, season_number: season };
    await transaction
      .deleteFrom('person_roles')
      .where('person_id', '=', id)
      .where('season_number', '=', season)
      .execute();
    if (role === null) return;
    await transaction
      .insertInto('seasons')
      .values({ show_id: showId, number: season })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await transaction
      .insertInto('person_roles')
      .values({ ...place, role })
      .execute();
  });
  return await readPerson(stores, id);
}

async function explained<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (error.code === 'database.duplicate') {
      throw new UserError(
        'people.exists',
        `Somebody of the show is called so already (${name}): choose another name.`,
        {
          cause: error,
        },
      );
    }
    if (error.code === 'database.broken-reference') {
      throw new UserError('shows.not-found', 'There is no such show: look at the list of shows for its id.', {
        cause: error,
      });
    }
    throw error;
  }
}
