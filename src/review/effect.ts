/** How much an edit changes: seconds of screen time that are somebody else's afterwards. */
import { personOf, type ReviewState } from './review-state.ts';

/** Whose the time of each track is, in a form that can be compared; of a face that has left its track, under `face 7`. */
export type Ownership = ReadonlyMap<number | string, string>;

export function ownershipOf(state: ReviewState): Ownership {
  const subjects = new Map<number, string>();
  for (const identity of state.identities.values()) {
    const { personId } = personOf(state, identity);
    const subject = personId === null ? `identity ${identity.number}` : `person ${personId}`;
    subjects.set(identity.number, identity.ignoredAs === null ? subject : `ignored ${identity.ignoredAs}`);
  }
  const nameOf = (owner: number | null) => (owner === null ? 'nobody' : (subjects.get(owner) ?? 'nobody'));
  const owners = new Map<number | string, string>();
  for (const [track, owner] of state.ownerOf) owners.set(track, state.notFaces.has(track) ? 'no face' : nameOf(owner));
  for (const [face, owner] of state.ownerOfFace) owners.set(`face ${face}`, nameOf(owner));
  for (const [track, { firstSeconds, lastSeconds }] of state.bounds) {
    owners.set(track, `${owners.get(track)} from ${firstSeconds} to ${lastSeconds}`);
  }
  return owners;
}

/** Seconds of the tracks, and parts of tracks, that have another owner. A face stands for its share of its track. */
export function effectSeconds(state: ReviewState, before: Ownership, after: Ownership): number {
  let sum = 0;
  for (const { track, firstSeconds, lastSeconds, faces } of state.machine.tracks) {
    const length = lastSeconds - firstSeconds;
    if (before.get(track) !== after.get(track)) {
      sum += length;
      continue;
    }
    const own = after.get(track);
    const moved = faces.filter(
      (face) => (before.get(`face ${face}`) ?? own) !== (after.get(`face ${face}`) ?? own),
    ).length;
    if (moved > 0) sum += (length * moved) / faces.length;
  }
  return sum;
}
