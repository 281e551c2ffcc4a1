/**
 * Facts about tracks as groups of one person each, with what sets groups apart. Facts that contradict others are dropped,
 * the looser first: two people stay two people, a name comes before "the same person".
 */
import type { Laws } from './laws.ts';

/** Tracks that are one person by what was said. */
export interface SaidGroup {
  /** Ascending. */
  readonly tracks: readonly number[];
  /** Undefined: nobody said who. */
  readonly person: string | null | undefined;
  readonly never: ReadonlySet<string>;
}

export interface ResolvedLaws {
  /** In order of their first track. A track is in one group at most; in none where nothing was said. */
  readonly groups: readonly SaidGroup[];
  /** Pairs of indexes into `groups`: two people. */
  readonly apart: readonly (readonly [number, number])[];
  readonly notFaces: ReadonlySet<number>;
  /** Facts that were dropped. */
  readonly dropped: ReadonlySet<Fact>;
}

/** One thing that was said: an entry of one of the lists of {@link Laws}. */
export type Fact = Laws['must' | 'cannot' | 'people' | 'never'][number];

interface Group {
  readonly tracks: Set<number>;
  readonly apart: Set<number>;
  person: string | null | undefined;
  readonly never: Set<string>;
}

export function resolveLaws(laws: Laws): ResolvedLaws {
  const notFaces = new Set(laws.notFaces);
  const concernsFaces = (...tracks: readonly number[]): boolean => !tracks.some((track) => notFaces.has(track));
  const groups = createGroups();
  const dropped = new Set<Fact>();
  const say = (fact: Fact, tracks: readonly number[], obey: () => boolean): void => {
    if (concernsFaces(...tracks) && !obey()) dropped.add(fact);
  };
  for (const fact of laws.cannot) say(fact, fact, () => groups.setApart(...fact));
  for (const fact of laws.never) say(fact, [fact.track], () => groups.deny(fact.track, fact.person));
  for (const fact of laws.people) say(fact, [fact.track], () => groups.name(fact.track, fact.person));
  for (const fact of laws.must) say(fact, fact, () => groups.join(...fact));

  const all = groups.all();
  return {
    groups: all.map(({ tracks, person, never }) => ({ tracks: [...tracks].sort((a, b) => a - b), person, never })),
    apart: all.flatMap((a, i) =>
      all.slice(i + 1).flatMap((b, j): [number, number][] => (mayNotBeOne(a, b) ? [[i, i + 1 + j]] : [])),
    ),
    notFaces,
    dropped,
  };
}

/** Groups that grow by what is said. Every change says whether it went with what was said before; if not, nothing changes. */
function createGroups() {
  const groups = new Map<number, Group>();
  const firstOf = new Map<string, number>();
  const groupOf = (track: number): Group => {
    let group = groups.get(track);
    if (!group) {
      group = { tracks: new Set([track]), apart: new Set(), person: undefined, never: new Set() };
      groups.set(track, group);
    }
    return group;
  };
  const join = (a: number, b: number): boolean => {
    const [into, from] = [groupOf(a), groupOf(b)];
    if (into === from) return true;
    if (mayNotBeOne(into, from)) return false;
    for (const track of from.tracks) {
      into.tracks.add(track);
      groups.set(track, into);
    }
    for (const track of from.apart) into.apart.add(track);
    for (const person of from.never) into.never.add(person);
    if (into.person === undefined) into.person = from.person;
    return true;
  };
  return {
    join,
    setApart(a: number, b: number): boolean {
      groupOf(a).apart.add(b);
      groupOf(b).apart.add(a);
      return a !== b;
    },
    deny(track: number, person: string): boolean {
      groupOf(track).never.add(person);
      return true;
    },
    name(track: number, person: string | null): boolean {
      const group = groupOf(track);
      if (group.person !== undefined) return group.person === person;
      if (isNeverPerson(group, person)) return false;
      const first = person === null ? undefined : firstOf.get(person);
      if (first !== undefined) return join(first, track);
      group.person = person;
      if (person !== null) firstOf.set(person, track);
      return true;
    },
    all: (): Group[] => [...new Set(groups.values())].sort((a, b) => Math.min(...a.tracks) - Math.min(...b.tracks)),
  };
}

function mayNotBeOne(a: Group, b: Group): boolean {
  for (const track of a.apart) if (b.tracks.has(track)) return true;
  if (a.person !== undefined && b.person !== undefined && a.person !== b.person) return true;
  return isNeverPerson(a, b.person) || isNeverPerson(b, a.person);
}

const isNeverPerson = ({ never }: Group, person: string | null | undefined): boolean =>
  typeof person === 'string' && never.has(person);
