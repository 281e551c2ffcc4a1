/**
 * Which identities of a finished run are one person after all: its tracks are clustered again, with what was found and what
 * people have said as constraints. Identities stay whole; a track that is nobody's stays so.
 */
import { describeTrack, type FaceSample } from '../embed/describe-track.ts';
import { cosine } from '../embed/vectors.ts';
import { type ClusterTrack, clusterTracks, DEFAULT_CLUSTERING, joinClusters } from './cluster-tracks.ts';
import { coOccurrences, type TrackPresence } from './links.ts';

export interface GroupedTrack extends TrackPresence {
  /** Seconds the track is visible. */
  readonly seconds: number;
  readonly samples: readonly FaceSample[];
}

export interface GroupingInput {
  readonly tracks: readonly GroupedTrack[];
  readonly identities: readonly { readonly identity: number; readonly tracks: readonly number[] }[];
  /** Pairs of identities that are one person, or two, because somebody or a photograph says so. */
  readonly together: readonly (readonly [number, number])[];
  readonly apart: readonly (readonly [number, number])[];
  /** Mean cosine from which two identities are one person. */
  readonly mergeLikeness: number;
}

export interface SuggestedGroup {
  /** Ascending, two or more. */
  readonly identities: readonly number[];
  /** Least cosine between the faces of any two of them. */
  readonly likeness: number;
}

/** By falling likeness. Never two who are seen in one frame, unless `together` says so. */
export function suggestGroups(input: GroupingInput): SuggestedGroup[] {
  const nodes = input.tracks.map(({ track, seconds, samples }): ClusterTrack => {
    return { track, seconds, template: describeTrack(samples), samples: samples.length };
  });
  const described = new Set(nodes.filter(({ template }) => template).map(({ track }) => track));
  const firstOf = new Map(input.identities.map(({ identity, tracks }) => [identity, tracks[0]]));
  const ofTracks = (pairs: GroupingInput['apart']) =>
    pairs.flatMap(([a, b]): [number, number][] => {
      const [first, second] = [firstOf.get(a), firstOf.get(b)];
      return first === undefined || second === undefined ? [] : [[first, second]];
    });
  const whole = input.identities.flatMap(({ tracks: [first, ...rest] }) =>
    rest.map((track): [number, number] => [first ?? track, track]),
  );
  const links = {
    must: [...whole, ...ofTracks(input.together)],
    cannot: [...ofTracks(input.apart), ...coOccurrences(input.tracks)],
  };
  // Who was found to be a person once, is one.
  const options = {
    ...DEFAULT_CLUSTERING,
    mergeLikeness: input.mergeLikeness,
    foundingEvidence: 0,
    foundingSeconds: 0,
  };
  const owner = new Map(input.identities.flatMap(({ identity, tracks }) => tracks.map((track) => [track, identity])));
  const groups = clusterTracks(nodes, links, options).clusters.map(({ tracks }) =>
    [...new Set(tracks.flatMap((track) => owner.get(track) ?? []))].sort((a, b) => a - b),
  );
  const centroids = new Map(
    input.identities
      .filter(({ tracks }) => tracks.some((track) => described.has(track)))
      .map((each) => [each.identity, joinClusters([each], nodes).centroid]),
  );
  const likenessOf = (identities: readonly number[]): number => {
    const known = identities.flatMap((identity) => centroids.get(identity) ?? []);
    return Math.min(...known.flatMap((a, i) => known.slice(i + 1).map((b) => cosine(a, b))), 1);
  };
  return groups
    .filter(({ length }) => length > 1)
    .map((identities) => ({ identities, likeness: likenessOf(identities) }))
    .sort((a, b) => b.likeness - a.likeness || (a.identities[0] ?? 0) - (b.identities[0] ?? 0));
}
