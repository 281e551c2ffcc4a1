/** Which pictures stand for an identity. */
import type { IdentityState, ReviewState } from '../../review/review-state.ts';
import type { RunFace } from './face-rows.ts';

/**
 * Faces by which an identity is recognised after edits: those of its tracks that have not left, and those that came alone, without
 * those that were excluded.
 */
export function facesOf(
  state: ReviewState,
  { number, tracks, faces }: IdentityState,
  byTrack: ReadonlyMap<number, readonly RunFace[]>,
): RunFace[] {
  const own = [...tracks]
    .filter((track) => !state.notFaces.has(track))
    .flatMap((track) => byTrack.get(track) ?? [])
    .filter((face) => !state.ownerOfFace.has(face.number) || state.ownerOfFace.get(face.number) === number);
  const alone = [...faces].flatMap((face) => {
    const track = state.trackOfFace.get(face) ?? 0;
    return (byTrack.get(track) ?? []).filter((each) => each.number === face);
  });
  return [...own, ...alone.filter((face) => !tracks.has(face.track))].filter(
    ({ number }) => !state.excludedFaces.has(number),
  );
}

/** The best ones, of as many tracks as there are: the second of a track comes after the first of all. */
export function chooseCrops(faces: readonly RunFace[], most: number): readonly RunFace[] {
  const seen = new Map<number, number>();
  const ranked = faces
    .filter(({ cropKey }) => cropKey !== null)
    .toSorted((a, b) => (b.quality ?? 0) - (a.quality ?? 0) || a.number - b.number)
    .map((face) => {
      const place = seen.get(face.track) ?? 0;
      seen.set(face.track, place + 1);
      return { face, place };
    });
  return ranked
    .toSorted((a, b) => a.place - b.place)
    .slice(0, most)
    .map(({ face }) => face);
}
