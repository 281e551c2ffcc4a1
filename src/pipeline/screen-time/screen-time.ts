/**
 * Seconds on screen per identity, with the evidence behind each of them.
 *
 * Two ways of adding up are kept apart, and each conserves:
 * - *Wall time* asks whether at least one face is visible: `faceVisible` is the union of all face intervals, and equals
 *   the union of the attributed and the unattributed ones. It never passes the length of the video.
 * - *Person-seconds* ask how much there is to hand out: an identity's seconds are the union of its own face intervals
 *   (a person seen twice in one picture counts once, so at most the length of the video); unattributed seconds are the
 *   sum over the tracks that belong to nobody, since each of them may be another person, and may pass it. Giving an
 *   unattributed track to an identity moves its seconds, less what that identity already had.
 *   `personSeconds` is the sum of both.
 */
import { videoSeconds } from '../frame-times.ts';
import type { FaceTrack, FrameTable, Identity, Interval, Shot } from '../records.ts';
import { type FrameIndex, type Seconds, seconds } from '../units.ts';
import { type SightingContext, sightingRuns } from './face-interval.ts';
import { groupBy } from './group-by.ts';
import { total, union } from './intervals.ts';
import type { ScreenTimePreset } from './presets.ts';

export interface ScreenTimeInput {
  readonly frameTable: FrameTable;
  readonly shots: readonly Shot[];
  /** All frames that were searched for faces, ascending. */
  readonly analysedFrames: readonly FrameIndex[];
  /** In any order. */
  readonly tracks: readonly FaceTrack[];
  /** No track belongs to two of them. */
  readonly identities: readonly Identity[];
  readonly preset: ScreenTimePreset;
}

/** Time inside one shot and the tracks it comes from, ascending. */
export interface Receipt extends Interval {
  readonly shot: number;
  readonly tracks: readonly number[];
}

export interface ScreenTimeRow {
  readonly seconds: Seconds;
  /** Start of the first and end of the last receipt; null where there is none. */
  readonly first: Seconds | null;
  readonly last: Seconds | null;
  /** The longest stretch without a pause; a cut is no pause. */
  readonly longest: Seconds;
  /** Number of tracks that count. */
  readonly tracks: number;
  /** Only the shots with time in them, in time order; the seconds add up to `seconds`. */
  readonly perShot: readonly { readonly shot: number; readonly seconds: Seconds }[];
  /** By start; the lengths add up to `seconds`. */
  readonly receipts: readonly Receipt[];
}

export interface IdentityScreenTime extends ScreenTimeRow {
  readonly identity: number;
  readonly name: string | null;
  readonly confidence: number;
}

export interface ScreenTime {
  readonly preset: ScreenTimePreset;
  readonly videoSeconds: Seconds;
  /** By falling seconds, then by number. */
  readonly identities: readonly IdentityScreenTime[];
  /** Tracks that belong to nobody, added up (see above). */
  readonly unattributed: ScreenTimeRow;
  /** Wall time with at least one face; with one that has an identity; with one that has none. */
  readonly faceVisible: Seconds;
  readonly attributedVisible: Seconds;
  readonly unattributedVisible: Seconds;
  readonly personSeconds: Seconds;
}

type FindReceipts = (track: FaceTrack) => readonly Receipt[];

function receiptFinder(input: ScreenTimeInput): FindReceipts {
  const shots = new Map(input.shots.map((shot) => [shot.shot, shot]));
  return (track) => {
    const shot = shots.get(track.shot);
    if (shot === undefined) throw new RangeError(`track ${track.track} names shot ${track.shot}, which does not exist`);
    if (track.detections.length < input.preset.minimumSightings) return [];
    const context: SightingContext = { ...input, shot, gapToleranceSeconds: input.preset.gapToleranceSeconds };
    return union(sightingRuns(track, context).map(({ interval }) => interval)).map((interval) => ({
      ...interval,
      shot: shot.shot,
      tracks: [track.track],
    }));
  };
}

/** Receipts of the same shot that overlap or touch become one that names all their tracks. */
function joinReceipts(receipts: readonly Receipt[]): readonly Receipt[] {
  return [...groupBy(receipts, ({ shot }) => shot)].flatMap(([shot, group]) =>
    union(group).map(({ start, end }) => ({
      start,
      end,
      shot,
      tracks: [
        ...new Set(group.filter((part) => part.start >= start && part.end <= end).flatMap(({ tracks }) => tracks)),
      ].sort((a, b) => a - b),
    })),
  );
}

function row(receipts: readonly Receipt[], longest: Seconds): ScreenTimeRow {
  const sorted = [...receipts].sort((a, b) => a.start - b.start || (a.tracks[0] ?? 0) - (b.tracks[0] ?? 0));
  const perShot = [...groupBy(sorted, ({ shot }) => shot)].map(([shot, group]) => ({ shot, seconds: total(group) }));
  return {
    seconds: seconds(perShot.reduce((sum, part) => sum + part.seconds, 0)),
    first: sorted[0]?.start ?? null,
    last: sorted.reduce<Seconds | null>((latest, { end }) => (latest === null || end > latest ? end : latest), null),
    longest,
    tracks: new Set(sorted.flatMap(({ tracks }) => tracks)).size,
    perShot,
    receipts: sorted,
  };
}

const longestOf = (intervals: readonly Interval[]): Seconds =>
  seconds(intervals.reduce((longest, { start, end }) => Math.max(longest, end - start), 0));

/** Which identity each track belongs to. @throws RangeError when two identities claim one track. */
function ownersOfTracks(identities: readonly Identity[]): ReadonlyMap<number, number> {
  const owners = new Map<number, number>();
  for (const { identity, tracks } of identities) {
    for (const track of tracks) {
      const other = owners.get(track);
      if (other !== undefined) throw new RangeError(`track ${track} belongs to identities ${other} and ${identity}`);
      owners.set(track, identity);
    }
  }
  return owners;
}

/**
 * Measures the screen time of every identity and of the tracks without one.
 *
 * Tracks with fewer sightings than the preset's minimum count nowhere.
 * @throws RangeError when the records contradict each other: a track outside its shot, two identities with one track.
 */
export function measureScreenTime(input: ScreenTimeInput): ScreenTime {
  const owners = ownersOfTracks(input.identities);
  const findReceipts = receiptFinder(input);
  const tracks = [...input.tracks].sort((a, b) => a.track - b.track);
  const byOwner = groupBy(
    tracks.flatMap(findReceipts),
    ({ tracks: [track] }) => owners.get(track ?? Number.NaN) ?? null,
  );
  const identities = input.identities.map(({ identity, name, confidence }) => {
    const receipts = joinReceipts(byOwner.get(identity) ?? []);
    return { identity, name, confidence, ...row(receipts, longestOf(union(receipts))) };
  });
  const unassigned = byOwner.get(null) ?? [];
  const unattributed = row(unassigned, longestOf(unassigned));
  const attributed = identities.flatMap(({ receipts }) => receipts);
  return {
    preset: input.preset,
    videoSeconds: videoSeconds(input.frameTable),
    identities: identities.sort((a, b) => b.seconds - a.seconds || a.identity - b.identity),
    unattributed,
    faceVisible: total(union([...attributed, ...unassigned])),
    attributedVisible: total(union(attributed)),
    unattributedVisible: total(union(unassigned)),
    personSeconds: seconds(identities.reduce((sum, each) => sum + each.seconds, 0) + unattributed.seconds),
  };
}
