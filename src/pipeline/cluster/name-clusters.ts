/** Recognises clusters as people of the cast, from photographs. */
import { cosine } from '../embed/vectors.ts';
import type { Embedding } from '../units.ts';
import type { TrackCluster } from './cluster-tracks.ts';

/** One person of the facebank. */
export interface CastMember {
  readonly name: string;
  /** One embedding per usable photograph. */
  readonly photos: readonly Embedding[];
}

export interface NamingOptions {
  /** Likeness from which a name is given without asking. */
  readonly acceptLikeness: number;
  /** Likeness from which a name is suggested. */
  readonly askLikeness: number;
  /** An accepted name must beat the person's next best cast member by this much. */
  readonly margin: number;
}

export interface NameVerdict {
  /** Index into the clusters. */
  readonly cluster: number;
  readonly verdict: 'accept' | 'ask' | 'reject';
  /** Best cast member, also when only suggested or rejected; null without a cast. */
  readonly name: string | null;
  readonly likeness: number;
  readonly margin: number;
  /** People said so; likeness is what the photographs think, 0 where there are none. */
  readonly said?: true;
}

export interface NamingRules {
  readonly options: NamingOptions;
  /** Whether two clusters (by index) are two people for sure. */
  readonly conflicts: (a: number, b: number) => boolean;
  /** What people said: a name, null for nobody of the cast, undefined for nothing. */
  readonly said?: (cluster: TrackCluster) => string | null | undefined;
  /** Names that a cluster may not have. */
  readonly isBarred?: (cluster: TrackCluster, name: string) => boolean;
}

/**
 * Thresholds for the bundled embedder. Single photographs of different people pass a cosine of 0.33 once in a thousand pairs;
 * people who merely look alike have reached 0.38 against a cast of four, right ones started at 0.52. A wrong name costs
 * more than a question.
 */
export const DEFAULT_NAMING: NamingOptions = { acceptLikeness: 0.45, askLikeness: 0.3, margin: 0.08 };

/** Likeness of a cluster to a cast member: mean of the best half of the photographs (at least one). */
export function castLikeness(centroid: Embedding, member: CastMember): number {
  const cosines = member.photos.map((photo) => cosine(centroid, photo)).sort((a, b) => b - a);
  const used = cosines.slice(0, Math.max(1, Math.ceil(cosines.length / 2)));
  return used.length === 0 ? 0 : used.reduce((sum, value) => sum + value, 0) / used.length;
}

/**
 * One verdict per cluster. What people said comes first. Several clusters may get the same name, unless `conflicts` says that
 * they are seen together: then the most alike one gets it and the others are asked about. The margin is measured against the
 * next best cast member.
 */
export function nameClusters(
  clusters: readonly TrackCluster[],
  cast: readonly CastMember[],
  rules: NamingRules,
): NameVerdict[] {
  const verdicts = clusters.map((cluster, index) => ({ cluster: index, ...verdictOn(cluster, cast, rules) }));
  const byLikeness = verdicts
    .filter(({ verdict }) => verdict === 'accept')
    .sort((a, b) => Number(b.said ?? 0) - Number(a.said ?? 0) || b.likeness - a.likeness || a.cluster - b.cluster);
  const accepted: NameVerdict[] = [];
  for (const candidate of byLikeness) {
    const taken = accepted.some(
      (other) => other.name === candidate.name && rules.conflicts(other.cluster, candidate.cluster),
    );
    if (taken && !candidate.said) verdicts[candidate.cluster] = { ...candidate, verdict: 'ask' };
    else accepted.push(candidate);
  }
  return verdicts;
}

function verdictOn(
  cluster: TrackCluster,
  cast: readonly CastMember[],
  { options, said, isBarred = () => false }: NamingRules,
): Omit<NameVerdict, 'cluster'> {
  const name = said?.(cluster);
  if (name === null) return { verdict: 'reject', name, likeness: 0, margin: 0, said: true };
  if (name !== undefined) {
    const member = cast.find((each) => each.name === name);
    const likeness = member && cluster.centroid ? castLikeness(cluster.centroid, member) : 0;
    return { verdict: 'accept', name, likeness, margin: 0, said: true };
  }
  return judgeCluster(
    cluster,
    cast.filter((member) => !isBarred(cluster, member.name)),
    options,
  );
}

/** What the photographs alone say. */
export function judgeCluster(
  { centroid }: Pick<TrackCluster, 'centroid'>,
  cast: readonly CastMember[],
  options: NamingOptions,
): Omit<NameVerdict, 'cluster'> {
  const ranked = cast
    .filter((member) => member.photos.length > 0)
    .map((member) => ({ name: member.name, likeness: centroid ? castLikeness(centroid, member) : 0 }))
    .sort((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1));
  const [best, second] = ranked;
  if (!best) return { verdict: 'reject', name: null, likeness: 0, margin: 0 };
  const margin = best.likeness - (second?.likeness ?? 0);
  const accept = best.likeness >= options.acceptLikeness && margin >= options.margin;
  const verdict = accept ? 'accept' : best.likeness >= options.askLikeness ? 'ask' : 'reject';
  return { verdict, name: best.name, likeness: best.likeness, margin };
}
