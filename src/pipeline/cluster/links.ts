/** What is known about pairs of tracks before any face is compared. */

/** Pairs of tracks, unordered. */
export interface TrackLinks {
  /** The same person for sure (said by a person). */
  readonly must: readonly (readonly [number, number])[];
  /** Two people for sure: seen in one frame, or said by a person. */
  readonly cannot: readonly (readonly [number, number])[];
  /** Probably the same person for a reason other than the face (see setting.ts): their likeness gets a lift. */
  readonly likely?: readonly (readonly [number, number])[];
}

/** Frames in which a track has a box, ascending. */
export interface TrackPresence {
  readonly track: number;
  readonly frames: readonly number[];
}

/** Cannot-links of all tracks that share an analysed frame: one face cannot be in two places. */
export function coOccurrences(tracks: readonly TrackPresence[]): [number, number][] {
  const byFrame = new Map<number, number[]>();
  const pairs = new Map<string, [number, number]>();
  for (const { track, frames } of tracks) {
    for (const frame of frames) {
      const others = byFrame.get(frame);
      if (!others) {
        byFrame.set(frame, [track]);
        continue;
      }
      for (const other of others) {
        const pair: [number, number] = track < other ? [track, other] : [other, track];
        pairs.set(pair.join(' '), pair);
      }
      others.push(track);
    }
  }
  return [...pairs.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** Tracks in the groups that pairs make of them, each ascending, in order of their first; a track of no pair is alone. */
export function joinedBy(tracks: readonly number[], pairs: TrackLinks['must']): number[][] {
  const groups = new Map(tracks.map((track) => [track, [track]]));
  for (const [a, b] of pairs) {
    const [into, from] = [groups.get(a), groups.get(b)];
    if (!into || !from || into === from) continue;
    into.push(...from);
    for (const track of from) groups.set(track, into);
  }
  return [...new Set(groups.values())]
    .map((group) => group.sort((a, b) => a - b))
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}
