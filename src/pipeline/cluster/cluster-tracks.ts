/**
 * Groups tracks into people, their number unknown.
 *
 * Average-linkage agglomeration of the trustworthy tracks under must-link and cannot-link (constrained as in Davidson &
 * Ravi, 2005), then a second pass that gives doubtful tracks to the person they clearly resemble. What resembles nobody
 * clearly and is too poor to stand for a person of its own stays unassigned: a false merge is worse than a false
 * split, and unknown stays unknown.
 */
import type { TrackTemplate } from '../embed/describe-track.ts';
import { meanDirection } from '../embed/vectors.ts';
import type { Embedding } from '../units.ts';
import { type ClusterGraph, createClusterGraph } from './cluster-graph.ts';
import type { TrackLinks } from './links.ts';

export interface ClusterTrack {
  readonly track: number;
  /** Null when no face of the track could be embedded. */
  readonly template: TrackTemplate | null;
  /** Seconds the track is visible. */
  readonly seconds: number;
  /** Embedded faces behind the template. */
  readonly samples: number;
  /** Somebody has said who it is: it stands for a person however poorly it was seen. */
  readonly isSaid?: boolean;
}

export interface ClusterOptions {
  /** Mean cosine from which two groups of trustworthy tracks are one person. */
  readonly mergeLikeness: number;
  /** Mean cosine from which a doubtful track joins a person … */
  readonly joinLikeness: number;
  /** … provided the next best person is at least this much less alike. */
  readonly joinMargin: number;
  /** Evidence (see TrackTemplate) from which a track is trustworthy. */
  readonly trustedEvidence: number;
  /** Evidence of the best track, and seconds of all, from which a group stands for a person … */
  readonly foundingEvidence: number;
  readonly foundingSeconds: number;
  /** … or view (see TrackTemplate) and seconds of one track: who looks into the camera that long is somebody, however blurred. */
  readonly openFaceView: number;
  readonly openFaceSeconds: number;
}

export interface TrackCluster {
  /** Ascending. */
  readonly tracks: readonly number[];
  /** Weighted mean direction of the member templates; null where none has one, and somebody has said who it is. */
  readonly centroid: Embedding | null;
  /** Weighted mean cosine of the member templates to the centroid, 0–1; 0 without a centroid. */
  readonly cohesion: number;
}

export interface Clustering {
  /** In order of their first track number. */
  readonly clusters: readonly TrackCluster[];
  /** Tracks that belong to nobody for now, ascending. */
  readonly unassigned: readonly number[];
}

/**
 * Calibrated on the bundled embedder: templates of different people stay below 0.40 of each other, those of one person
 * under changed light and pose mostly lie above 0.40, rarely down to 0.2.
 */
export const DEFAULT_CLUSTERING: ClusterOptions = {
  mergeLikeness: 0.4,
  joinLikeness: 0.3,
  joinMargin: 0.08,
  trustedEvidence: 0.1,
  foundingEvidence: 0.05,
  foundingSeconds: 0.8,
  openFaceView: 0.45,
  openFaceSeconds: 1.5,
};

/** Deterministic: ties are broken by track number. */
export function clusterTracks(tracks: readonly ClusterTrack[], links: TrackLinks, options: ClusterOptions): Clustering {
  // Tracks without a face resemble nobody, but people may have said whose they are.
  const ordered = [...tracks].sort((a, b) => a.track - b.track);
  const graph = createClusterGraph(
    ordered.map(({ track, template }) => ({ track, vector: template?.vector, weight: template?.weight ?? 0 })),
    links,
  );
  for (const [a, b] of links.must) graph.mergeByForce(a, b);
  const trusted = new Set(
    ordered.filter(({ template }) => (template?.evidence ?? 0) >= options.trustedEvidence).map(({ track }) => track),
  );
  graph.agglomerate(options.mergeLikeness, (group) => group.some((track) => trusted.has(track)));
  joinDoubtful(graph, ordered, trusted, options);
  return settle(graph, ordered, options);
}

/** Offers each doubtful track, best described first, to the groups that exist by then. */
function joinDoubtful(
  graph: ClusterGraph,
  tracks: readonly ClusterTrack[],
  trusted: ReadonlySet<number>,
  options: ClusterOptions,
): void {
  const doubtful = tracks
    .filter(({ track }) => !trusted.has(track))
    .sort((a, b) => (b.template?.evidence ?? 0) - (a.template?.evidence ?? 0) || a.track - b.track);
  for (const { track } of doubtful) {
    // Its group has a person already, because somebody said so: two people are not joined for a doubtful track's sake.
    const own = graph.groupOf(track);
    if ([...trusted].some((member) => graph.groupOf(member) === own)) continue;
    const [best, second] = graph.neighbours(track);
    if (!best || best.likeness < options.joinLikeness) continue;
    if (second && best.likeness - second.likeness < options.joinMargin) continue;
    graph.merge(own, best.group);
  }
}

function settle(graph: ClusterGraph, tracks: readonly ClusterTrack[], options: ClusterOptions): Clustering {
  const byTrack = new Map(tracks.map((track) => [track.track, track]));
  const clusters: TrackCluster[] = [];
  const unassigned: number[] = [];
  for (const group of graph.groups()) {
    const members = group.flatMap((track) => byTrack.get(track) ?? []);
    const cluster = describeCluster(members);
    const isSaid = members.some((member) => member.isSaid);
    if (isSaid || (cluster.centroid && isPerson(members, options))) clusters.push(cluster);
    else unassigned.push(...group);
  }
  return { clusters, unassigned: unassigned.sort((a, b) => a - b) };
}

function isPerson(members: readonly ClusterTrack[], options: ClusterOptions): boolean {
  const evidence = Math.max(...members.map(({ template }) => template?.evidence ?? 0));
  const duration = members.reduce((sum, { seconds }) => sum + seconds, 0);
  if (evidence >= options.foundingEvidence && duration >= options.foundingSeconds) return true;
  return members.some(({ template, seconds }) => {
    return (template?.view ?? 0) >= options.openFaceView && seconds >= options.openFaceSeconds;
  });
}

function describeCluster(members: readonly ClusterTrack[]): TrackCluster {
  const vectors = members.flatMap(({ template }) =>
    template ? [{ vector: template.vector, weight: template.weight }] : [],
  );
  const tracks = members.map(({ track }) => track);
  const centroid = meanDirection(vectors);
  if (!centroid) return { tracks, centroid, cohesion: 0 };
  let weight = 0;
  let agreement = 0;
  for (const entry of vectors) {
    weight += entry.weight;
    for (let i = 0; i < centroid.length; i++) agreement += entry.weight * (entry.vector[i] ?? 0) * (centroid[i] ?? 0);
  }
  return {
    tracks,
    centroid,
    cohesion: weight > 0 ? Math.min(1, Math.max(0, agreement / weight)) : 0,
  };
}

/** Clusters found to be one person, as one. `tracks` must hold all their members. */
export function joinClusters(
  clusters: readonly Pick<TrackCluster, 'tracks'>[],
  tracks: readonly ClusterTrack[],
): TrackCluster {
  const members = new Set(clusters.flatMap((cluster) => cluster.tracks));
  const joined = describeCluster(tracks.filter(({ track }) => members.has(track)));
  return { ...joined, tracks: [...joined.tracks].sort((a, b) => a - b) };
}
