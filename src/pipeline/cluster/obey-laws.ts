/**
 * Makes the tracks of a run such that what people said about another run's can be obeyed: finds the tracks again, and cuts
 * those that hold two faces that people have told apart.
 */
import type { FaceSample } from '../embed/describe-track.ts';
import { type DescribedResult, describeResult } from '../match/describe-result.ts';
import { estimateShift } from '../match/estimate-shift.ts';
import { matchTracks, type TrackMatching } from '../match/match-tracks.ts';
import type { MatchableTrack } from '../match/matchable-result.ts';
import type { FaceTrack } from '../records.ts';
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
    return claims ? cutByClaims(piece, claims, (frame) => run.timeOf(frame) - matching.shiftSeconds) : [piece];
  });
  const tracks = numberPieces(pieces);
  const again = matchTracks(laws.of, describeResult({ ...run, ...tracks }), shift);
  return { ...tracks, ...finish(laws, resolved, { matching: again, cut: mixed.size }) };
}

function finish(laws: Laws, resolved: ResolvedLaws, { matching, cut }: { matching: TrackMatching; cut: number }) {
  const { sayings, report } = translateLaws(laws, resolved, matching);
  return { sayings, report: { ...report, cut } };
}

/** An old track that lies on a new one, with the person (a number) that it belongs to by what was said. */
interface Claim {
  readonly track: MatchableTrack;
  readonly side: number;
}

/** New tracks that hold what people have told apart. */
function mixedTracks(laws: Laws, resolved: ResolvedLaws, { trackOf }: TrackMatching): Map<number, Claim[]> {
  const groupOf = new Map(resolved.groups.flatMap(({ tracks }, group) => tracks.map((track) => [track, group])));
  const apart = new Set(resolved.apart.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  const NO_FACE = -1;
  const claims = new Map<number, Claim[]>();
  for (const track of laws.of.tracks) {
    const side = resolved.notFaces.has(track.track) ? NO_FACE : groupOf.get(track.track);
    if (side === undefined) continue;
    for (const now of trackOf.get(track.track) ?? []) claims.set(now, [...(claims.get(now) ?? []), { track, side }]);
  }
  const areTwo = (a: number, b: number): boolean =>
    a !== b && (a === NO_FACE || b === NO_FACE || apart.has(`${a} ${b}`));
  return new Map([...claims].filter(([, own]) => own.some((a) => own.some((b) => areTwo(a.side, b.side)))));
}

/** A piece per side; every face goes with the old track that is nearest in time. */
function cutByClaims(
  piece: TrackPiece,
  claims: readonly Claim[],
  timeOf: (frame: FaceSample['frame']) => number,
): TrackPiece[] {
  const sideOf = (frame: FaceSample['frame']): number => {
    const seconds = timeOf(frame);
    const away = ({ firstSeconds, lastSeconds }: MatchableTrack): number =>
      Math.max(firstSeconds - seconds, seconds - lastSeconds, 0);
    const nearest = claims.reduce((best, claim) => (away(claim.track) < away(best.track) ? claim : best));
    return nearest.side;
  };
  const sides = [...new Set(claims.map(({ side }) => side))];
  return sides
    .map((side) => ({
      shot: piece.shot,
      detections: piece.detections.filter(({ frame }) => sideOf(frame) === side),
      samples: piece.samples.filter(({ frame }) => sideOf(frame) === side),
    }))
    .filter(({ detections }) => detections.length > 0);
}
