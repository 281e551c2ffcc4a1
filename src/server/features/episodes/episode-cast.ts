/** Who is to be seen in episodes, for lists: one query for a page of them. */
import { sql } from 'kysely';
import type { BlobStore } from '../../../adapters/blobs/port.ts';
import type { Queries } from '../../../adapters/database/port.ts';
import type { EpisodeCast } from '../../contract/episodes.ts';
import { signedCrop } from '../../results/signed-crop.ts';

/** More faces than these a row of a list does not show. */
const MOST_FACES = 6;

interface CastRow {
  readonly run: string;
  readonly name: string | null;
  readonly crop: string | null;
  readonly seconds: number;
  /** Of all people in the run, those left out among them. */
  readonly count: number;
}

/**
 * The people of runs by falling seconds. Identities that are surely the same person count as one, with their seconds added up.
 *
 * @returns by run; a run in which nobody was found is not there.
 */
export async function readCasts(
  { queries, blobs }: { readonly queries: Queries; readonly blobs: BlobStore },
  runs: readonly string[],
): Promise<ReadonlyMap<string, EpisodeCast>> {
  const casts = new Map<string, EpisodeCast>();
  if (runs.length === 0) return casts;
  const { rows } = await sql<CastRow>`
    with subjects as (
      select run_id, min(people.name) as name, sum(seconds)::float8 as seconds,
        (array_agg(best_crop_key order by seconds desc, number))[1] as crop, min(number) as number
      from identities left join people on people.id = identities.person_id and identities.verdict = 'accept'
      where run_id in (${sql.join(runs)})
      group by run_id, coalesce(people.id::text, number::text)
    ), ranked as (
      select *, row_number() over (partition by run_id order by seconds desc, number) as place,
        count(*) over (partition by run_id) as count
      from subjects
    )
    select run_id as run, name, crop, seconds, count::int4 as count from ranked
    where place <= ${MOST_FACES} order by run_id, place
  `.execute(queries);
  for (const { run, name, crop, seconds, count } of rows) {
    const { cast } = casts.get(run) ?? { cast: [] };
    casts.set(run, { cast: [...cast, { name, cropUrl: await signedCrop(blobs, crop), seconds }], castCount: count });
  }
  return casts;
}
