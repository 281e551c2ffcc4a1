/** Comparisons of faces whose people are known, for {@link tabulateScores}. */
import { cosine } from '../embed/vectors.ts';
import type { Embedding } from '../units.ts';
import { castLikeness } from './name-clusters.ts';
import type { Score } from './score-table.ts';

export interface KnownVector {
  readonly person: string;
  readonly vector: Embedding;
  /** The run that it was found in, or taken from; null for a photograph from elsewhere. */
  readonly run: string | null;
}

/** Every two of them. */
export function* comparePairs(faces: readonly KnownVector[]): Generator<Score> {
  for (const [index, { person, vector }] of faces.entries()) {
    for (let other = index + 1; other < faces.length; other++) {
      const { person: b, vector: second } = faces[other]!;
      yield { a: person, b, likeness: cosine(vector, second) };
    }
  }
}

/**
 * Every face with everybody's photographs, as naming compares them. Photographs that were taken from the run of the face do
 * not count: they may show the very same moment.
 */
export function* compareWithPhotos(faces: readonly KnownVector[], photos: readonly KnownVector[]): Generator<Score> {
  const byPerson = new Map<string, KnownVector[]>();
  for (const photo of photos) byPerson.set(photo.person, [...(byPerson.get(photo.person) ?? []), photo]);
  for (const { person, vector, run } of faces) {
    for (const [name, own] of byPerson) {
      const usable = own.filter((photo) => photo.run === null || photo.run !== run);
      if (usable.length === 0) continue;
      const likeness = castLikeness(vector, { name, photos: usable.map((photo) => photo.vector) });
      yield { a: person, b: name, likeness };
    }
  }
}
