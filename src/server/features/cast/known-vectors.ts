/** Faces of a show's people as a model describes them: photographs, and mean faces of tracks in active runs. */
import { sql } from 'kysely';
import type { Queries } from '../../../adapters/database/port.ts';
import type { KnownVector } from '../../../pipeline/cluster/compare-known.ts';
import { meanDirection } from '../../../pipeline/embed/vectors.ts';
import { groupBy } from '../../../pipeline/screen-time/group-by.ts';
import { type Embedding, embedding } from '../../../pipeline/units.ts';
import { isSettled, personOf } from '../../../review/review-state.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { readReview } from '../../results/run-review.ts';
import { type Sample, someOfEach } from './some-of-each.ts';

/** More vectors would hold up the server: 400 are 80,000 comparisons, a tenth of a second. */
const MOST_VECTORS = 400;
/** The best ones of a track say what its mean would. */
const FACES_PER_TRACK = 3;

interface Asked {
  readonly show: string;
  readonly modelId: number;
}

/** Usable photographs of people who are not archived. One that is nearly another says nothing new, and is left out. */
export async function readPhotoVectors(queries: Queries, { show, modelId }: Asked): Promise<Sample<KnownVector>> {
  const rows = await queries
    .selectFrom('photo_embeddings as embedded')
    .innerJoin('facebank_photos as photo', 'photo.id', 'embedded.photo_id')
    .innerJoin('people', 'people.id', 'photo.person_id')
    .select(['people.id as person', 'photo.id', 'photo.source_run_id as run'])
    .where('people.show_id', '=', show)
    .where('people.archived_at', 'is', null)
    .where('embedded.model_id', '=', modelId)
    .where('photo.duplicate_of', 'is', null)
    .orderBy('photo.created_at')
    .orderBy('photo.id')
    .execute();
  const { items, isSample } = someOfEach(rows, MOST_VECTORS);
  if (items.length === 0) return { items: [], isSample };
  const vectors = await queries
    .selectFrom('photo_embeddings')
    .select(['photo_id', 'embedding'])
    .where('model_id', '=', modelId)
    .where(
      'photo_id',
      'in',
      items.map(({ id }) => id),
    )
    .execute();
  const byPhoto = new Map(vectors.map((row) => [row.photo_id, embedding(row.embedding)]));
  return {
    items: items.flatMap(({ person, id, run }) => {
      const vector = byPhoto.get(id);
      return vector ? [{ person, vector, run }] : [];
    }),
    isSample,
  };
}

export interface KnownTrack extends KnownVector {
  /** A person has said who it is. */
  readonly isDecided: boolean;
}

interface TrackOfSomebody {
  readonly person: string;
  readonly run: string;
  readonly track: number;
  readonly isDecided: boolean;
}

/** Mean faces of tracks whose person is known, by a person's word or the machine's acceptance. */
export async function readTrackVectors(stores: ResultStores, { show, modelId }: Asked): Promise<Sample<KnownTrack>> {
  const { items, isSample } = someOfEach(await readTracks(stores, { show, modelId }), MOST_VECTORS);
  const found: KnownTrack[] = [];
  for (const [run, tracks] of groupBy(items, (each) => each.run)) {
    const means = await readMeans(stores.database.queries, { run, modelId, tracks: tracks.map(({ track }) => track) });
    for (const { person, track, isDecided } of tracks) {
      const vector = means.get(track);
      if (vector) found.push({ person, vector, run, isDecided });
    }
  }
  return { items: found, isSample };
}

async function readTracks(stores: ResultStores, { show, modelId }: Asked): Promise<TrackOfSomebody[]> {
  const { queries } = stores.database;
  const runs = await queries
    .selectFrom('runs')
    .innerJoin('episodes', 'episodes.id', 'runs.episode_id')
    .innerJoin('run_models', (join) =>
      join.onRef('run_models.run_id', '=', 'runs.id').on('run_models.model_id', '=', modelId),
    )
    .select('runs.id')
    .where('episodes.show_id', '=', show)
    .where('episodes.deletion_started_at', 'is', null)
    .where('runs.is_active', '=', true)
    .orderBy('episodes.season_number')
    .orderBy('episodes.number')
    .execute();
  const all: TrackOfSomebody[] = [];
  for (const { id } of runs) {
    const { state } = await readReview(stores, await readDoneRun(queries, id));
    for (const identity of state.identities.values()) {
      const { personId } = personOf(state, identity);
      if (personId === null || identity.ignoredAs !== null) continue;
      for (const track of [...identity.tracks].sort((a, b) => a - b)) {
        if (!state.notFaces.has(track)) all.push({ person: personId, run: id, track, isDecided: isSettled(identity) });
      }
    }
  }
  return all;
}

/** By track; unweighted, of its best faces. */
async function readMeans(
  queries: Queries,
  { run, modelId, tracks }: { readonly run: string; readonly modelId: number; readonly tracks: readonly number[] },
): Promise<ReadonlyMap<number, Embedding>> {
  const best = queries
    .selectFrom('faces')
    .select(['number', 'track_number'])
    .select(
      sql<number>`row_number() over (partition by track_number order by quality desc nulls last, number)`.as('place'),
    )
    .where('run_id', '=', run)
    .where('track_number', 'in', tracks);
  const rows = await queries
    .selectFrom(best.as('best'))
    .innerJoin('face_embeddings as embedded', (join) =>
      join
        .onRef('embedded.face_number', '=', 'best.number')
        .on('embedded.run_id', '=', run)
        .on('embedded.model_id', '=', modelId),
    )
    .select(['best.track_number', 'embedded.embedding'])
    .where('best.place', '<=', FACES_PER_TRACK)
    .orderBy('best.number')
    .execute();
  const means = new Map<number, Embedding>();
  for (const [track, own] of groupBy(rows, ({ track_number }) => track_number)) {
    const mean = meanDirection(own.map((row) => ({ vector: embedding(row.embedding), weight: 1 })));
    if (mean) means.set(track, mean);
  }
  return means;
}
