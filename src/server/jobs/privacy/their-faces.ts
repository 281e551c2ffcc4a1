/** Which tracks and faces of a run are a person's, after all that people have said. */
import { personOf, type ReviewState } from '../../../review/review-state.ts';

export interface TheirFaces {
  /** Ascending. Whole tracks, also where single faces of them are somebody else's. */
  readonly tracks: readonly number[];
  /** Ascending. */
  readonly faces: readonly number[];
}

export function theirFaces(state: ReviewState, personId: string): TheirFaces {
  const own = [...state.identities.values()].filter((each) => personOf(state, each).personId === personId);
  const numbers = new Set(own.map(({ number }) => number));
  const tracks = own.flatMap((identity) => [...identity.tracks]);
  const faces = new Set(own.flatMap((identity) => [...identity.faces]));
  for (const track of tracks) {
    for (const face of state.facesOf.get(track) ?? []) {
      const owner = state.ownerOfFace.get(face);
      if (owner === undefined || (owner !== null && numbers.has(owner))) faces.add(face);
    }
  }
  return { tracks: ascending(tracks), faces: ascending(faces) };
}

const ascending = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b);
