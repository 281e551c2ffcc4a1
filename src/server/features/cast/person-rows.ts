/** People as they are stored, with all that belongs to them, read as the contract has them. */
import type { BlobStore } from '../../../adapters/blobs/port.ts';
import type { Queries } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import { groupBy } from '../../../pipeline/screen-time/group-by.ts';
import type { Person } from '../../contract/cast.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { URL_SECONDS } from '../../results/signed-crop.ts';

/** By name. */
export async function listPeople(
  stores: ResultStores,
  { showId, archived }: { readonly showId: string; readonly archived: boolean },
): Promise<Person[]> {
  const rows = await personQuery(stores.database.queries)
    .where('show_id', '=', showId)
    .where('archived_at', archived ? 'is not' : 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return await toPeople(stores, rows);
}

/** @throws UserError `people.not-found`. */
export async function readPerson(stores: ResultStores, id: string): Promise<Person> {
  const rows = await personQuery(stores.database.queries).where('id', '=', id).execute();
  const [found] = await toPeople(stores, rows);
  if (found) return found;
  throw new UserError('people.not-found', `There is no person ${id}: look at the cast of the show.`);
}

const personQuery = (queries: Queries) => queries.selectFrom('people').selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof personQuery>['execute']>>[number];

async function toPeople({ database: { queries }, blobs }: ResultStores, rows: readonly Row[]): Promise<Person[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const aliases = await queries.selectFrom('person_aliases').selectAll().where('person_id', 'in', ids).execute();
  const roles = await queries.selectFrom('person_roles').selectAll().where('person_id', 'in', ids).execute();
  const photos = groupBy(await readPhotos(queries, ids), ({ person_id }) => person_id);
  return await Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      showId: row.show_id,
      name: row.name,
      notes: row.notes,
      aliases: aliases.flatMap(({ person_id, alias }) => (person_id === row.id ? [alias] : [])).sort(),
      roles: roles
        .flatMap(({ person_id, season_number: season, role }) => (person_id === row.id ? [{ season, role }] : []))
        .sort((a, b) => a.season - b.season),
      archivedAt: row.archived_at?.toISOString() ?? null,
      version: row.version,
      photos: await Promise.all((photos.get(row.id) ?? []).map((photo) => toPhoto(blobs, photo))),
    })),
  );
}

const readPhotos = (queries: Queries, people: readonly string[]) =>
  queries
    .selectFrom('facebank_photos as photo')
    .leftJoin('facebank_photos as twin', 'twin.id', 'photo.duplicate_of')
    .leftJoin('people as other', 'other.id', 'twin.person_id')
    .selectAll('photo')
    .select(['other.id as other_id', 'other.name as other_name'])
    .where('photo.person_id', 'in', people)
    .orderBy('photo.is_featured', 'desc')
    .orderBy('photo.created_at')
    .orderBy('photo.id')
    .execute();

type PhotoRow = Awaited<ReturnType<typeof readPhotos>>[number];

async function toPhoto(blobs: BlobStore, row: PhotoRow): Promise<Person['photos'][number]> {
  const { duplicate_of: photoId, other_id: personId, other_name: name } = row;
  const sign = (key: string): Promise<string> => blobs.signGet(key, { expiresInSeconds: URL_SECONDS });
  return {
    id: row.id,
    url: await sign(row.display_key),
    sha256: row.sha256,
    source: row.source,
    sourceFace:
      row.source_run_id !== null && row.source_face_number !== null
        ? { runId: row.source_run_id, number: row.source_face_number }
        : null,
    isFeatured: row.is_featured,
    createdAt: row.created_at.toISOString(),
    state: row.state,
    reason: row.reason,
    faceUrl: row.state === 'ready' ? await sign(row.embed_key) : null,
    quality: row.quality,
    duplicateOf: photoId !== null && personId !== null && name !== null ? { photoId, personId, name } : null,
  };
}
