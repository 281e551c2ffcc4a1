/** Groups of tracks with their likeness to each other, kept up to date while groups merge. */
import { cosine } from '../embed/vectors.ts';
import type { Embedding } from '../units.ts';
import type { TrackLinks } from './links.ts';
import { mergeMostAlike } from './merge-most-alike.ts';

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
  /**
   * Merges the two most alike groups that may merge, again and again, until none are alike by `threshold`. Only groups
   * that pass the filter at the start take part.
   */
  agglomerate(threshold: number, accepts: (group: readonly number[]) => boolean): void;
  /** Other groups a track's group may merge with, most alike first. */
  neighbours(track: number): { group: number; likeness: number }[];
  merge(a: number, b: number): void;
  /** Merges the groups of two tracks whatever the likeness; a cannot-link between them is dropped (people overrule). */
  mergeByForce(trackA: number, trackB: number): void;
}

interface Group {
  readonly tracks: number[];
  readonly forbidden: Set<number>;
  weight: number;
}

/** What a shared setting adds to the likeness of two faces that are at least faintly alike. */
const LIFT = 0.2;
const LIFTED_FROM = 0.15;
/** Track numbers stay far below: a pair of them makes one key. */
const LARGEST_TRACK = 2 ** 26;

export function createClusterGraph(nodes: readonly GraphNode[], links: TrackLinks): ClusterGraph {
  const index = new Map(nodes.map((node, i) => [node.track, i]));
  const groups = new Map<number, Group>(
    nodes.map((node, i) => [
      i,
      { tracks: [node.track], forbidden: new Set<number>(), weight: node.vector ? node.weight : 0 },
    ]),
  );
  const home = nodes.map((_, i) => i);
  const n = nodes.length;
  // Sums of weight · weight · likeness over all pairs between two groups.
  const sums = pairSums(nodes, links);
  forbidPairs(groups, index, links);

  /** Weighted average linkage: the weights of all pairs between two groups add up to the product of the groups' weights. */
  const likeness = (i: number, j: number): number => {
    const weight = (groups.get(i)?.weight ?? 0) * (groups.get(j)?.weight ?? 0);
    return weight > 0 ? (sums[i * n + j] ?? 0) / weight : 0;
  };
  const merge = (a: number, b: number): void => {
    const into = groups.get(a);
    const from = groups.get(b);
    if (!into || !from || a === b) return;
    for (const k of groups.keys()) {
      const sum = (sums[a * n + k] ?? 0) + (sums[b * n + k] ?? 0);
      sums[a * n + k] = sum;
      sums[k * n + a] = sum;
    }
    for (const track of from.tracks) {
      into.tracks.push(track);
      const at = index.get(track);
      if (at !== undefined) home[at] = a;
    }
    into.tracks.sort((x, y) => x - y);
    into.weight += from.weight;
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
    agglomerate(threshold, accepts) {
      const open = new Set([...groups].filter(([, group]) => accepts(group.tracks)).map(([id]) => id));
      mergeMostAlike({
        open,
        threshold,
        likeness,
        mayMerge: (a, b) => !groups.get(a)?.forbidden.has(b),
        merge,
      });
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

function pairSums(nodes: readonly GraphNode[], links: TrackLinks): Float64Array {
  const n = nodes.length;
  const likely = new Set((links.likely ?? []).flatMap(([a, b]) => [a * LARGEST_TRACK + b, b * LARGEST_TRACK + a]));
  const sums = new Float64Array(n * n);
  nodes.forEach((a, i) => {
    for (let j = i + 1; j < n; j++) {
      const b = nodes[j];
      if (!a.vector || !b?.vector) continue;
      const face = cosine(a.vector, b.vector);
      const lift = face >= LIFTED_FROM && likely.has(a.track * LARGEST_TRACK + b.track) ? LIFT : 0;
      const sum = a.weight * b.weight * (face + lift);
      sums[i * n + j] = sum;
      sums[j * n + i] = sum;
    }
  });
  return sums;
}

function forbidPairs(groups: ReadonlyMap<number, Group>, index: ReadonlyMap<number, number>, links: TrackLinks): void {
  for (const [a, b] of links.cannot) {
    const i = index.get(a);
    const j = index.get(b);
    if (i === undefined || j === undefined) continue;
    groups.get(i)?.forbidden.add(j);
    groups.get(j)?.forbidden.add(i);
  }
}
