/** Groups of tracks with their likeness to each other, kept up to date while groups merge. */
import { cosine } from '../embed/vectors.ts';
import type { Embedding } from '../units.ts';
import type { TrackLinks } from './links.ts';

export interface GraphNode {
  readonly track: number;
  readonly vector: Embedding | undefined;
  readonly weight: number;
}

export interface ClusterGraph {
  /** Current groups; each ascending, in order of their first track. */
  groups(): number[][];
  /** Id of the group a track is in: its lowest track number at creation, stable while the group survives. */
  groupOf(track: number): number;
  /** The most alike pair of groups that may merge; only groups that pass the filter count. */
  mostAlike(accepts: (group: readonly number[]) => boolean): { a: number; b: number; likeness: number } | null;
  /** Other groups a track's group may merge with, most alike first. */
  neighbours(track: number): { group: number; likeness: number }[];
  merge(a: number, b: number): void;
  /** Merges the groups of two tracks whatever the likeness; a cannot-link between them is dropped (people overrule). */
  mergeByForce(trackA: number, trackB: number): void;
}

interface Group {
  readonly tracks: number[];
  readonly forbidden: Set<number>;
}

/** What a shared setting adds to the likeness of two faces that are at least faintly alike. */
const LIFT = 0.2;
const LIFTED_FROM = 0.15;
/** Track numbers stay far below: a pair of them makes one key. */
const LARGEST_TRACK = 2 ** 26;

export function createClusterGraph(nodes: readonly GraphNode[], links: TrackLinks): ClusterGraph {
  const index = new Map(nodes.map((node, i) => [node.track, i]));
  const groups = new Map<number, Group>(nodes.map((node, i) => [i, { tracks: [node.track], forbidden: new Set() }]));
  const home = nodes.map((_, i) => i);
  // Sums over pairs of weight · weight · cosine and of weight · weight: their ratio is the weighted average linkage.
  const n = nodes.length;
  const likely = new Set((links.likely ?? []).flatMap(([a, b]) => [a * LARGEST_TRACK + b, b * LARGEST_TRACK + a]));
  const likenessSum = new Float64Array(n * n);
  const weightSum = new Float64Array(n * n);
  nodes.forEach((a, i) => {
    nodes.forEach((b, j) => {
      if (i === j || !a.vector || !b.vector) return;
      const face = cosine(a.vector, b.vector);
      const lift = face >= LIFTED_FROM && likely.has(a.track * LARGEST_TRACK + b.track) ? LIFT : 0;
      likenessSum[i * n + j] = a.weight * b.weight * (face + lift);
      weightSum[i * n + j] = a.weight * b.weight;
    });
  });
  for (const [a, b] of links.cannot) {
    const i = index.get(a);
    const j = index.get(b);
    if (i === undefined || j === undefined) continue;
    groups.get(i)?.forbidden.add(j);
    groups.get(j)?.forbidden.add(i);
  }

  const likeness = (i: number, j: number): number => {
    const weight = weightSum[i * n + j] ?? 0;
    return weight > 0 ? (likenessSum[i * n + j] ?? 0) / weight : 0;
  };
  const merge = (a: number, b: number): void => {
    const into = groups.get(a);
    const from = groups.get(b);
    if (!into || !from || a === b) return;
    for (const k of groups.keys()) {
      for (const sums of [likenessSum, weightSum]) {
        sums[a * n + k] = (sums[a * n + k] ?? 0) + (sums[b * n + k] ?? 0);
        sums[k * n + a] = sums[a * n + k] ?? 0;
      }
    }
    for (const track of from.tracks) {
      into.tracks.push(track);
      const at = index.get(track);
      if (at !== undefined) home[at] = a;
    }
    into.tracks.sort((x, y) => x - y);
    for (const other of from.forbidden) {
      into.forbidden.add(other);
      const group = groups.get(other);
      group?.forbidden.delete(b);
      group?.forbidden.add(a);
    }
    groups.delete(b);
  };
  const groupOf = (track: number): number => {
    const at = index.get(track);
    return at === undefined ? -1 : (home[at] ?? -1);
  };

  return {
    groups: () => [...groups.values()].map((group) => [...group.tracks]).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)),
    groupOf,
    mostAlike(accepts) {
      const open = [...groups].filter(([, group]) => accepts(group.tracks));
      let best: { a: number; b: number; likeness: number } | null = null;
      for (let p = 0; p < open.length; p++) {
        const a = open[p];
        if (!a) continue;
        for (const b of open.slice(p + 1)) {
          if (a[1].forbidden.has(b[0])) continue;
          const value = likeness(a[0], b[0]);
          if (!best || value > best.likeness) best = { a: a[0], b: b[0], likeness: value };
        }
      }
      return best;
    },
    neighbours(track) {
      const own = groupOf(track);
      const forbidden = groups.get(own)?.forbidden;
      return [...groups.keys()]
        .filter((group) => group !== own && !forbidden?.has(group))
        .map((group) => ({ group, likeness: likeness(own, group) }))
        .sort((a, b) => b.likeness - a.likeness || a.group - b.group);
    },
    merge,
    mergeByForce(trackA, trackB) {
      const a = groupOf(trackA);
      const b = groupOf(trackB);
      if (a < 0 || b < 0 || a === b) return;
      groups.get(a)?.forbidden.delete(b);
      groups.get(b)?.forbidden.delete(a);
      merge(a, b);
    },
  };
}
