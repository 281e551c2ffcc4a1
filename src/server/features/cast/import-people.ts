/** The people of a file into the cast of a show, all or none; and out again. */
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Database, Queries } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import { groupBy } from '../../../pipeline/screen-time/group-by.ts';
import type { exportedCast, ImportedPerson, importPeople as request } from '../../contract/cast-import.ts';
import { type KnownPerson, type PlannedPerson, planImport } from './plan-import.ts';

interface Stores {
  readonly database: Database;
}

/** Sent twice, it changes nothing the second time. Archived people are found, and stay archived. @throws UserError `shows.not-found`. */
export async function importPeople(
  { database }: Stores,
  { showId, people, dryRun }: z.infer<typeof request>,
): Promise<ImportedPerson[]> {
  return await database.transaction(async (transaction) => {
    // Who imports into the same show waits: else both would make the same people.
    const show = await transaction
      .selectFrom('shows')
      .select('id')
      .where('id', '=', showId)
      .forUpdate()
      .executeTakeFirst();
    if (!show) {
      throw new UserError('shows.not-found', `There is no show ${showId}: look at the list of shows for its id.`);
    }
    const plan = planImport(await readCast(transaction, showId), people);
    const ids: (string | null)[] = [];
    for (const planned of plan)
      ids.push(dryRun ? (planned.known?.id ?? null) : await apply(transaction, showId, planned));
    return plan.map(({ name, outcome, changes, skipped }, index) => ({
      name,
      personId: ids[index] ?? null,
      outcome,
      changes: [...changes],
      skipped: [...skipped],
    }));
  });
}

/** Everybody who is not archived, by name, in the shape that {@link importPeople} takes. @throws UserError `shows.not-found`. */
export async function exportPeople(
  { database: { queries } }: Stores,
  showId: string,
): Promise<z.infer<typeof exportedCast>> {
  const show = await queries.selectFrom('shows').select('id').where('id', '=', showId).executeTakeFirst();
  if (!show)
    throw new UserError('shows.not-found', `There is no show ${showId}: look at the list of shows for its id.`);
  const cast = await readCast(queries, showId, { withArchived: false });
  return {
    people: cast.map(({ name, aliases, roles, notes }) => ({ name, aliases: [...aliases], roles: [...roles], notes })),
  };
}

async function readCast(queries: Queries, showId: string, { withArchived = true } = {}): Promise<KnownPerson[]> {
  const people = await queries
    .selectFrom('people')
    .select(['id', 'name', 'notes'])
    .where('show_id', '=', showId)
    .$if(!withArchived, (query) => query.where('archived_at', 'is', null))
    .orderBy('name')
    .orderBy('id')
    .execute();
  const aliases = await queries
    .selectFrom('person_aliases')
    .select(['person_id', 'alias'])
    .where('show_id', '=', showId)
    .orderBy('alias')
    .execute();
  const roles = await queries
    .selectFrom('person_roles')
    .select(['person_id', 'season_number as season', 'role'])
    .where('show_id', '=', showId)
    .orderBy('season_number')
    .execute();
  const aliasesOf = groupBy(aliases, ({ person_id }) => person_id);
  const rolesOf = groupBy(roles, ({ person_id }) => person_id);
  return people.map((person) => ({
    ...person,
    aliases: (aliasesOf.get(person.id) ?? []).map(({ alias }) => alias),
    roles: (rolesOf.get(person.id) ?? []).map(({ season, role }) => ({ season, role })),
  }));
}

/** @returns the person's id; null for who is skipped. */
async function apply(transaction: Queries, showId: string, planned: PlannedPerson): Promise<string | null> {
  const { known, outcome, newAliases, newRoles, newNotes } = planned;
  if (outcome === 'skipped') return null;
  if (outcome === 'unchanged') return known?.id ?? null;
  const id = known?.id ?? (await insertPerson(transaction, showId, planned));
  if (known && newNotes !== null) {
    await transaction
      .updateTable('people')
      .set({ notes: newNotes, version: sql`version + 1`, updated_at: sql<Date>`now()` })
      .where('id', '=', id)
      .execute();
  }
  if (newAliases.length > 0) {
    const rows = newAliases.map((alias) => ({ person_id: id, show_id: showId, alias }));
    await transaction.insertInto('person_aliases').values(rows).execute();
  }
  for (const { season, role } of newRoles) {
    await transaction
      .insertInto('seasons')
      .values({ show_id: showId, number: season })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await transaction
      .insertInto('person_roles')
      .values({ person_id: id, show_id: showId, season_number: season, role })
      .onConflict((conflict) => conflict.columns(['person_id', 'season_number']).doUpdateSet({ role }))
      .execute();
  }
  return id;
}

async function insertPerson(transaction: Queries, showId: string, { name, newNotes }: PlannedPerson): Promise<string> {
  const { id } = await transaction
    .insertInto('people')
    .values({ show_id: showId, name, notes: newNotes ?? '' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
