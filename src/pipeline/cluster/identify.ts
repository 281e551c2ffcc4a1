/** From described tracks to people: clusters, names, confidence. */
import { describeTrack, type FaceSample, type TrackTemplate } from '../embed/describe-track.ts';
import { cosine } from '../embed/vectors.ts';
import type { FaceTrack, Identity } from '../records.ts';
import type { Embedding } from '../units.ts';
import {
  type ClusterOptions,
  type ClusterTrack,
  clusterTracks,
  DEFAULT_CLUSTERING,
  joinClusters,
  type TrackCluster,
} from './cluster-tracks.ts';
import { coOccurrences, type TrackLinks } from './links.ts';
import {
  type CastMember,
  DEFAULT_NAMING,
  type NameVerdict,
  type NamingOptions,
  nameClusters,
} from './name-clusters.ts';
import { type FaceSetting, settingPairs } from './setting.ts';

export interface IdentifyInput {
  readonly tracks: readonly FaceTrack[];
  /** Samples by track number, in time order. */
  readonly samples: ReadonlyMap<number, readonly FaceSample[]>;
  /** Seconds each track is visible. */
  readonly secondsOf: (track: number) => number;
  readonly cast: readonly CastMember[];
  /** What people said about pairs of tracks; co-occurrence is added here. */
  readonly links: TrackLinks;
  readonly clustering?: ClusterOptions;
  readonly naming?: NamingOptions;
}

/** An identity with what it was made from. */
export interface DescribedIdentity extends Identity {
  readonly centroid: Embedding;
  /** 0–1, see TrackCluster. */
  readonly cohesion: number;
  /** What the cast photographs say; null without a cast. A verdict of `ask` is a suggestion, not a name. */
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
  const links = { must: input.links.must, cannot: [...input.links.cannot, ...seen], likely };
  const nodes: ClusterTrack[] = input.tracks.map(({ track }) => ({
    track,
    template: templates.get(track) ?? null,
    seconds: input.secondsOf(track),
    samples: input.samples.get(track)?.length ?? 0,
  }));
  const { clusters, unassigned } = clusterTracks(nodes, links, input.clustering ?? DEFAULT_CLUSTERING);
  const named = applyNames(clusters, unassigned, { input, links, nodes });
  const trackConfidence = confidenceOfTracks(named, templates);
  const assigned = new Set(named.flatMap(({ tracks }) => tracks));
  return {
    identities: number(named, input.secondsOf, trackConfidence),
    unassigned: unassigned.filter((track) => !assigned.has(track)),
    trackConfidence,
  };
}

function firstMiddleLast(samples: readonly FaceSample[]): FaceSetting[] {
  const places = new Set([0, Math.floor(samples.length / 2), samples.length - 1]);
  return [...places].flatMap((at) => samples[at]?.setting ?? []);
}

interface NamedCluster extends TrackCluster {
  readonly naming: Omit<NameVerdict, 'cluster'> | null;
}

interface NamingContext {
  readonly input: IdentifyInput;
  readonly links: TrackLinks;
  readonly nodes: readonly ClusterTrack[];
}

/**
 * Asks the cast about every cluster, and about every track too poor to stand for a person: a photograph may know it.
 * Clusters that turn out to be one cast member are joined; unrecognised poor tracks are left out again.
 */
function applyNames(
  clusters: readonly TrackCluster[],
  unassigned: readonly number[],
  { input, links, nodes }: NamingContext,
): NamedCluster[] {
  if (input.cast.length === 0) return clusters.map((cluster) => ({ ...cluster, naming: null }));
  const poor = new Set(unassigned);
  const lone = nodes.filter(({ track, template }) => poor.has(track) && template);
  const candidates = [...clusters, ...lone.map(({ track }) => joinClusters([{ tracks: [track] }], nodes))];
  const verdicts = nameClusters(candidates, input.cast, {
    options: input.naming ?? DEFAULT_NAMING,
    conflicts: conflictsBetween(candidates, links),
  });
  const named: NamedCluster[] = [];
  for (const { cluster: index, ...naming } of verdicts) {
    const cluster = candidates[index];
    if (!cluster || (index >= clusters.length && naming.verdict !== 'accept')) continue;
    const earlier = named.findIndex((other) => isAccepted(other.naming) && other.naming?.name === naming.name);
    const known = named[earlier];
    if (known && isAccepted(naming))
      named[earlier] = { ...joinClusters([known, cluster], nodes), naming: known.naming };
    else named.push({ ...cluster, naming });
  }
  return named;
}

const isAccepted = (naming: NamedCluster['naming']): boolean => naming?.verdict === 'accept';

/** Whether a track of one candidate may not be the same person as a track of the other. */
function conflictsBetween(candidates: readonly TrackCluster[], links: TrackLinks): (a: number, b: number) => boolean {
  const rivals = new Map<number, Set<number>>();
  for (const [a, b] of links.cannot) {
    rivals.set(a, (rivals.get(a) ?? new Set()).add(b));
    rivals.set(b, (rivals.get(b) ?? new Set()).add(a));
  }
  return (a, b) =>
    (candidates[a]?.tracks ?? []).some((x) => (candidates[b]?.tracks ?? []).some((y) => rivals.get(x)?.has(y)));
}

/** Likeness advantage over the next best person at which a track counts as certain. */
const CERTAIN_ADVANTAGE = 0.4;
/** Evidence at which the samples of a track leave no doubt about the face. */
const FULL_EVIDENCE = 0.25;

function confidenceOfTracks(
  clusters: readonly TrackCluster[],
  templates: ReadonlyMap<number, TrackTemplate | null>,
): Map<number, number> {
  const confidence = new Map<number, number>();
  for (const cluster of clusters) {
    for (const track of cluster.tracks) {
      const template = templates.get(track);
      if (!template) continue;
      // A track that is a cluster of its own is as sure as its samples agree.
      const own = cluster.tracks.length === 1 ? template.cohesion : cosine(template.vector, cluster.centroid);
      let other = 0;
      for (const rival of clusters) {
        if (rival !== cluster) other = Math.max(other, cosine(template.vector, rival.centroid));
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
