/** From described tracks to people: clusters, names, confidence. */
import { describeTrack, type FaceSample, type TrackTemplate } from '../embed/describe-track.ts';
import { cosine } from '../embed/vectors.ts';
import type { FaceTrack, Identity } from '../records.ts';
import type { Embedding } from '../units.ts';
import { type ClusterOptions, type ClusterTrack, clusterTracks, DEFAULT_CLUSTERING } from './cluster-tracks.ts';
import { NOTHING_SAID, type Sayings } from './laws.ts';
import { coOccurrences } from './links.ts';
import { type CastMember, DEFAULT_NAMING, type NameVerdict, type NamingOptions } from './name-clusters.ts';
import { type NamedCluster, nameIdentities } from './name-identities.ts';
import { type FaceSetting, settingPairs } from './setting.ts';

export interface IdentifyInput {
  readonly tracks: readonly FaceTrack[];
  /** Samples by track number, in time order. */
  readonly samples: ReadonlyMap<number, readonly FaceSample[]>;
  /** Seconds each track is visible. */
  readonly secondsOf: (track: number) => number;
  readonly cast: readonly CastMember[];
  /** What people said; co-occurrence is added here. */
  readonly said?: Sayings;
  readonly clustering?: ClusterOptions;
  readonly naming?: NamingOptions;
}

/** An identity with what it was made from. */
export interface DescribedIdentity extends Identity {
  /** Null where no face of it could be embedded and somebody has said who it is. */
  readonly centroid: Embedding | null;
  /** 0–1, see TrackCluster. */
  readonly cohesion: number;
  /** What people or the cast photographs say; null without either. A verdict of `ask` is a suggestion, not a name. */
  readonly naming: Omit<NameVerdict, 'cluster'> | null;
}

export interface Identification {
  /** Numbered from 1 by falling seconds. */
  readonly identities: readonly DescribedIdentity[];
  /** Tracks that belong to nobody, ascending. */
  readonly unassigned: readonly number[];
  /** How surely each assigned track belongs to its identity, 0–1. */
  readonly trackConfidence: ReadonlyMap<number, number>;
}

export function identifyPeople(input: IdentifyInput): Identification {
  const templates = new Map(input.tracks.map(({ track }) => [track, describeTrack(input.samples.get(track) ?? [])]));
  const seen = coOccurrences(
    input.tracks.map(({ track, detections }) => ({ track, frames: detections.map(({ frame }) => frame) })),
  );
  const likely = settingPairs(
    input.tracks.map(({ track, shot }) => ({ track, shot, settings: firstMiddleLast(input.samples.get(track) ?? []) })),
  );
  const said = input.said ?? NOTHING_SAID;
  const links = { must: said.must, cannot: [...said.cannot, ...seen], likely };
  const faces = input.tracks.filter(({ track }) => !said.notFaces.has(track));
  const nodes: ClusterTrack[] = faces.map(({ track }) => ({
    track,
    template: templates.get(track) ?? null,
    seconds: input.secondsOf(track),
    samples: input.samples.get(track)?.length ?? 0,
    isSaid: typeof said.people.get(track) === 'string',
  }));
  const { clusters, unassigned } = clusterTracks(nodes, links, input.clustering ?? DEFAULT_CLUSTERING);
  const { cast, naming = DEFAULT_NAMING } = input;
  const named = nameIdentities(clusters, unassigned, { cast, naming, links, nodes, said });
  const trackConfidence = confidenceOfTracks(named, templates, said);
  const assigned = new Set(named.flatMap(({ tracks }) => tracks));
  return {
    identities: number(named, input.secondsOf, trackConfidence),
    unassigned: input.tracks
      .map(({ track }) => track)
      .filter((track) => !assigned.has(track))
      .sort((a, b) => a - b),
    trackConfidence,
  };
}

function firstMiddleLast(samples: readonly FaceSample[]): FaceSetting[] {
  const places = new Set([0, Math.floor(samples.length / 2), samples.length - 1]);
  return [...places].flatMap((at) => samples[at]?.setting ?? []);
}

/** Likeness advantage over the next best person at which a track counts as certain. */
const CERTAIN_ADVANTAGE = 0.4;
/** Evidence at which the samples of a track leave no doubt about the face. */
const FULL_EVIDENCE = 0.25;

function confidenceOfTracks(
  clusters: readonly NamedCluster[],
  templates: ReadonlyMap<number, TrackTemplate | null>,
  { people }: Sayings,
): Map<number, number> {
  const confidence = new Map<number, number>();
  for (const cluster of clusters) {
    for (const track of cluster.tracks) {
      // Who a track is said to be is certain.
      if (typeof people.get(track) === 'string') confidence.set(track, 1);
      const template = templates.get(track);
      if (!template || !cluster.centroid || confidence.has(track)) continue;
      // A track that is a cluster of its own is as sure as its samples agree.
      const own = cluster.tracks.length === 1 ? template.cohesion : cosine(template.vector, cluster.centroid);
      let other = 0;
      for (const rival of clusters) {
        if (rival !== cluster && rival.centroid) other = Math.max(other, cosine(template.vector, rival.centroid));
      }
      const advantage = Math.min(1, Math.max(0, (own - other) / CERTAIN_ADVANTAGE));
      confidence.set(track, advantage * Math.sqrt(Math.min(1, template.evidence / FULL_EVIDENCE)));
    }
  }
  return confidence;
}

function number(
  clusters: readonly NamedCluster[],
  secondsOf: (track: number) => number,
  trackConfidence: ReadonlyMap<number, number>,
): DescribedIdentity[] {
  const rated = clusters.map((cluster) => {
    let total = 0;
    let sure = 0;
    for (const track of cluster.tracks) {
      total += secondsOf(track);
      sure += secondsOf(track) * (trackConfidence.get(track) ?? 0);
    }
    return { cluster, total, confidence: total > 0 ? sure / total : 0 };
  });
  rated.sort((a, b) => b.total - a.total || (a.cluster.tracks[0] ?? 0) - (b.cluster.tracks[0] ?? 0));
  return rated.map(({ cluster, confidence }, index) => ({
    identity: index + 1,
    name: cluster.naming?.verdict === 'accept' ? cluster.naming.name : null,
    tracks: cluster.tracks,
    confidence,
    centroid: cluster.centroid,
    cohesion: cluster.cohesion,
    naming: cluster.naming,
  }));
}
