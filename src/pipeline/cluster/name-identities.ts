/** Gives clusters their names: as people said, else as the photographs of the cast say, never against what people said. */
import { type ClusterTrack, joinClusters, type TrackCluster } from './cluster-tracks.ts';
import { isNever, type Sayings } from './laws.ts';
import { joinedBy, type TrackLinks } from './links.ts';
import { type CastMember, judgeCluster, type NameVerdict, type NamingOptions, nameClusters } from './name-clusters.ts';

export interface NamedCluster extends TrackCluster {
  readonly naming: Omit<NameVerdict, 'cluster'> | null;
}

export interface NamingContext {
  readonly cast: readonly CastMember[];
  readonly naming: NamingOptions;
  readonly links: TrackLinks;
  readonly nodes: readonly ClusterTrack[];
  readonly said: Sayings;
}

/**
 * Asks the cast about every cluster, and about every track too poor to stand for a person: a photograph may know it.
 * Clusters that turn out to be one cast member are joined; unrecognised poor tracks are left out again.
 */
export function nameIdentities(
  clusters: readonly TrackCluster[],
  unassigned: readonly number[],
  context: NamingContext,
): NamedCluster[] {
  const { cast, naming: options, links, nodes, said } = context;
  if (cast.length === 0 && said.people.size === 0) return clusters.map((cluster) => ({ ...cluster, naming: null }));
  // What people have joined is not taken apart again.
  const poor = joinedBy(unassigned, links.must)
    .map((tracks) => joinClusters([{ tracks }], nodes))
    .filter(({ centroid }) => centroid);
  const people = clusters.flatMap((cluster) => withoutDenied(cluster, context));
  const candidates = [...people, ...poor];
  const verdicts = nameClusters(candidates, cast, {
    options,
    conflicts: conflictsBetween(candidates, links),
    said: (cluster) => personSaid(cluster, said),
    isBarred: (cluster, name) => isBarred(cluster, name, context),
  });
  const named: NamedCluster[] = [];
  for (const { cluster: index, ...naming } of verdicts) {
    const cluster = candidates[index];
    if (!cluster || (index >= people.length && naming.verdict !== 'accept')) continue;
    const earlier = named.findIndex((other) => isAccepted(other.naming) && other.naming?.name === naming.name);
    const known = named[earlier];
    if (known && isAccepted(naming))
      named[earlier] = { ...joinClusters([known, cluster], nodes), naming: naming.said ? naming : known.naming };
    else named.push({ ...cluster, naming: cast.length === 0 && !naming.said ? null : naming });
  }
  return named;
}

const isAccepted = (naming: NamedCluster['naming']): boolean => naming?.verdict === 'accept';

/** Who a cluster is by what people said of its tracks; a name counts more than "nobody of the cast". */
function personSaid({ tracks }: TrackCluster, { people }: Sayings): string | null | undefined {
  const said = tracks.flatMap((track) => people.get(track) ?? (people.has(track) ? [null] : []));
  return said.find((person) => person !== null) ?? said[0];
}

/** Whether people denied the name to at least half of the cluster, by time. */
function isBarred({ tracks }: TrackCluster, name: string, { nodes, said }: NamingContext): boolean {
  const secondsOf = new Map(nodes.map(({ track, seconds }) => [track, seconds]));
  let denied = 0;
  let all = 0;
  for (const track of tracks) {
    // Tracks that do not count are still tracks.
    const seconds = (secondsOf.get(track) ?? 0) + 1e-3;
    all += seconds;
    if (isNever(said, track, name)) denied += seconds;
  }
  return 2 * denied >= all;
}

/**
 * The cluster, or where the photographs give it a name that people denied to a smaller part of it: without that part, which
 * becomes a cluster of its own.
 */
function withoutDenied(cluster: TrackCluster, context: NamingContext): TrackCluster[] {
  const { cast, naming: options, nodes, said } = context;
  if (typeof personSaid(cluster, said) === 'string') return [cluster];
  const allowed = cast.filter(({ name }) => !isBarred(cluster, name, context));
  const { verdict, name } = judgeCluster(cluster, allowed, options);
  if (verdict === 'reject' || name === null) return [cluster];
  const denied = cluster.tracks.filter((track) => isNever(said, track, name));
  if (denied.length === 0) return [cluster];
  const rest = cluster.tracks.filter((track) => !denied.includes(track));
  return [rest, denied].flatMap((tracks) => withoutDenied(joinClusters([{ tracks }], nodes), context));
}

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
