/**
 * Makes the tracks of a run such that what people said about another run's can be obeyed: finds the tracks again, and cuts
 * those that hold two faces that people have told apart.
 */
import type { FaceSample } from '../embed/describe-track.ts';
import { iou } from '../geometry/iou.ts';
import { type DescribedResult, describeResult, inShares } from '../match/describe-result.ts';
import { estimateShift } from '../match/estimate-shift.ts';
import { matchTracks, type TrackMatching } from '../match/match-tracks.ts';
import { type TrackPath, trackPaths } from '../match/track-paths.ts';
import type { FaceTrack } from '../records.ts';
import { groupBy } from '../screen-time/group-by.ts';
import { numberPieces, type TrackPiece } from '../track/refine-tracks.ts';
import type { Laws, LawsReport, Sayings } from './laws.ts';
import { type ResolvedLaws, resolveLaws } from './resolve-laws.ts';
import { translateLaws } from './translate-laws.ts';

export interface ObeyedTracks {
  readonly tracks: readonly FaceTrack[];
  readonly samples: ReadonlyMap<number, readonly FaceSample[]>;
  readonly sayings: Sayings;
  readonly report: LawsReport;
}

export function obeyLaws(laws: Laws, run: DescribedResult): ObeyedTracks {
  const resolved = resolveLaws(laws);
  const result = describeResult(run);
  const shift = estimateShift(laws.of, result);
  const matching = matchTracks(laws.of, result, shift);
  const mixed = mixedTracks(laws, resolved, matching);
  if (mixed.size === 0)
    return { tracks: run.tracks, samples: run.samples, ...finish(laws, resolved, { matching, cut: 0 }) };
  const pieces = run.tracks.flatMap((track): TrackPiece[] => {
    const piece = { shot: track.shot, detections: track.detections, samples: run.samples.get(track.track) ?? [] };
    const claims = mixed.get(track.track);
    return claims ? cutByClaims(piece, claims, run, matching.shiftSeconds) : [piece];
  });
  const tracks = numberPieces(pieces);
  const again = matchTracks(laws.of, describeResult({ ...run, ...tracks }), shift);
  return { ...tracks, ...finish(laws, resolved, { matching: again, cut: mixed.size }) };
}

function finish(laws: Laws, resolved: ResolvedLaws, { matching, cut }: { matching: TrackMatching; cut: number }) {
  const { sayings, report } = translateLaws(laws, resolved, matching);
  return { sayings, report: { ...report, cut } };
}

/** An old track that lies on a new one, with the side that it is on when people are told apart. */
interface Claim {
  readonly path: TrackPath;
  /** A group of what was said, or one of those below. */
  readonly side: number;
}

const NO_FACE = -1;
const NOTHING_SAID_OF_IT = -2;

/**
 * New tracks that hold what people have told apart; or somebody of whom something was said, and somebody else by what the
 * old run knew.
 */
function mixedTracks(laws: Laws, resolved: ResolvedLaws, { trackOf, withheld }: TrackMatching): Map<number, Claim[]> {
  const groupOf = new Map(resolved.groups.flatMap(({ tracks }, group) => tracks.map((track) => [track, group])));
  const sideOf = (track: number): number =>
    resolved.notFaces.has(track) ? NO_FACE : (groupOf.get(track) ?? NOTHING_SAID_OF_IT);
  const apart = new Set(resolved.apart.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  const areTwo = (a: number, b: number): boolean =>
    a !== b && (a === NO_FACE || b === NO_FACE || apart.has(`${a} ${b}`));
  const pairs = [
    ...[...trackOf].flatMap(([track, became]) => became.map((now) => ({ track, now, isRival: false }))),
    ...withheld.flatMap(({ track, now, mixed }) => (mixed === 'new' ? [{ track, now, isRival: true }] : [])),
  ];
  const paths = new Map(trackPaths(laws.of).all.map((path) => [path.track.track, path]));
  const mixed = new Map<number, Claim[]>();
  for (const [now, own] of groupBy(pairs, (pair) => pair.now)) {
    const sides = new Set(own.map(({ track }) => sideOf(track)));
    const isToldApart = [...sides].some((a) => [...sides].some((b) => areTwo(a, b)));
    if (!isToldApart && !(sides.size > 1 && own.some(({ isRival }) => isRival))) continue;
    mixed.set(
      now,
      own.flatMap(({ track }) => {
        const path = paths.get(track);
        return path ? [{ path, side: sideOf(track) }] : [];
      }),
    );
  }
  return mixed;
}

/** A piece per side: every face goes with the old track on which it lies best, else with the one nearest in time. */
function cutByClaims(piece: TrackPiece, claims: readonly Claim[], run: DescribedResult, shift: number): TrackPiece[] {
  const sides = new Map(
    piece.detections.map(({ frame, box }) => {
      const seconds = run.timeOf(frame) - shift;
      const shares = inShares(box, run.picture);
      const closeness = ({ path }: Claim): number => {
        const there = path.at(seconds);
        return there ? iou(shares, there) : -Math.max(path.from - seconds, seconds - path.to);
      };
      const best = claims.reduce((first, claim) => (closeness(claim) > closeness(first) ? claim : first));
      return [frame, best.side];
    }),
  );
  return [...new Set(claims.map(({ side }) => side))]
    .map((side) => ({
      shot: piece.shot,
      detections: piece.detections.filter(({ frame }) => sides.get(frame) === side),
      samples: piece.samples.filter(({ frame }) => sides.get(frame) === side),
    }))
    .filter(({ detections }) => detections.length > 0);
}
