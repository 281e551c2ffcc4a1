/** Episodes that never were: people with several looks, whose tracks the real clustering puts together. */
import { clusterTracks, DEFAULT_CLUSTERING } from '../../src/pipeline/cluster/cluster-tracks.ts';
import { coOccurrences } from '../../src/pipeline/cluster/links.ts';
import { normalised } from '../../src/pipeline/embed/vectors.ts';
import { type Embedding, embedding } from '../../src/pipeline/units.ts';
import { type SeededRandom, seededRandom } from '../synthetic/seeded-random.ts';
import type { ReviewCase } from './review-case.ts';

export interface GeneratedEpisode {
  readonly seed: number;
  readonly people: number;
  readonly tracks: number;
}

const DIMENSIONS = 128;
const SHOT_SECONDS = 3;
/**
 * Cosine of a look to its person, and of a track to its look: so that tracks of one look are about .66 alike, those of two
 * looks of one person about .30, where the clustering leaves them apart, as it does with profiles and changed hair.
 */
const LOOK_LIKENESS = 0.68;
const TRACK_LIKENESS = 0.81;
const MOST_LOOKS = 4;
const WELL_SEEN = { weight: 1, evidence: 0.5, view: 0.6, cohesion: 0.9, outliers: [] };

export function generateCase({ seed, people, tracks: count }: GeneratedEpisode): ReviewCase {
  const random = seededRandom(seed);
  const cast = Array.from({ length: people }, (_, index) => {
    const own = direction(random);
    // Main cast first: they are seen more, and in more ways.
    const looks = index < people / 3 ? random.whole(2, MOST_LOOKS) : random.whole(1, 2);
    return { looks: Array.from({ length: looks }, () => near(own, LOOK_LIKENESS, random)), weight: 1 / (index + 1) };
  });
  const weights = cast.reduce((sum, { weight }) => sum + weight, 0);
  const pick = () => {
    let at = random.between(0, weights);
    return Math.max(
      0,
      cast.findIndex(({ weight }) => {
        at -= weight;
        return at < 0;
      }),
    );
  };
  const personOf = new Map<number, number>();
  const secondsOf = new Map<number, number>();
  const looks = new Map<number, Embedding>();
  const tracks: ReviewCase['machine']['tracks'][number][] = [];
  for (let shot = 0; tracks.length < count; shot += 1) {
    const inShot = new Set(Array.from({ length: random.whole(1, 3) }, pick));
    for (const person of inShot) {
      const track = tracks.length + 1;
      const seconds = SHOT_SECONDS * random.between(0.2, 1);
      const own = cast[person]?.looks ?? [];
      const look = own[random.whole(0, own.length - 1)] ?? direction(random);
      personOf.set(track, person + 1);
      secondsOf.set(track, seconds);
      looks.set(track, near(look, TRACK_LIKENESS + random.between(-0.1, 0.08), random));
      const firstSeconds = shot * SHOT_SECONDS;
      tracks.push({ track, firstSeconds, lastSeconds: firstSeconds + seconds, frames: [shot], faces: [track] });
    }
  }
  const { clusters } = clusterTracks(
    tracks.map(({ track }) => {
      const vector = looks.get(track) ?? direction(random);
      return { track, template: { ...WELL_SEEN, vector }, seconds: secondsOf.get(track) ?? 0, samples: 6 };
    }),
    { must: [], cannot: coOccurrences(tracks) },
    DEFAULT_CLUSTERING,
  );
  const identities = clusters.map(({ tracks: own }, index) => ({ identity: index + 1, tracks: own, personId: null }));
  const name = `generated ${seed} (${people} people, ${tracks.length} tracks)`;
  return { name, machine: { runId: name, tracks, identities }, personOf, secondsOf, looks };
}

/** Six random numbers added up are normal enough for a direction. */
function direction(random: SeededRandom): Embedding {
  const values = Float32Array.from({ length: DIMENSIONS }, () =>
    Array.from({ length: 6 }, () => random.between(-1, 1)).reduce((sum, value) => sum + value, 0),
  );
  return normalised(values) ?? embedding(values);
}

/** A direction with this cosine to another. */
function near(centre: Embedding, likeness: number, random: SeededRandom): Embedding {
  const other = direction(random);
  let along = 0;
  for (let i = 0; i < DIMENSIONS; i += 1) along += (centre[i] ?? 0) * (other[i] ?? 0);
  const across = normalised(other.map((value, i) => value - along * (centre[i] ?? 0)));
  const sine = Math.sqrt(1 - likeness * likeness);
  return embedding(centre.map((value, i) => likeness * value + sine * (across?.[i] ?? 0)));
}
