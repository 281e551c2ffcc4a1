/** Facts about the tracks of one run as facts about the tracks of another. */
import type { TrackMatching } from '../match/match-tracks.ts';
import type { Laws, LawsReport, Sayings } from './laws.ts';
import type { Fact, ResolvedLaws } from './resolve-laws.ts';

/** New tracks of each group, ascending; a new track that two groups lay claim to goes to the one that covers it first. */
export interface Translation {
  readonly sayings: Sayings;
  readonly report: Omit<LawsReport, 'cut'>;
}

/** What was said of a track holds for all that it became; a group is one person as a whole. */
export function translateLaws(laws: Laws, resolved: ResolvedLaws, matching: TrackMatching): Translation {
  const owner = new Map<number, number>();
  const lost = new Set<number>();
  const notFaces = new Set<number>();
  for (const track of resolved.notFaces) for (const now of matching.trackOf.get(track) ?? []) notFaces.add(now);
  const groups = resolved.groups.map(({ tracks }, group) => {
    const became = tracks.flatMap((track) => {
      const own = (matching.trackOf.get(track) ?? []).filter(
        (now) => !notFaces.has(now) && (owner.get(now) ?? group) === group,
      );
      for (const now of own) owner.set(now, group);
      if (own.length === 0 && matching.trackOf.has(track)) lost.add(track);
      return own;
    });
    return [...new Set(became)].sort((a, b) => a - b);
  });
  const people = new Map<number, string | null>();
  const never = new Map<number, ReadonlySet<string>>();
  resolved.groups.forEach((group, index) => {
    for (const track of groups[index] ?? []) {
      if (group.person !== undefined) people.set(track, group.person);
      if (group.never.size > 0) never.set(track, group.never);
    }
  });
  const sayings = {
    must: groups.flatMap(([first, ...rest]) => rest.map((track): [number, number] => [first ?? track, track])),
    cannot: resolved.apart.flatMap(([a, b]): [number, number][] => {
      // One pair is enough: groups are whole wherever they go.
      const [first, second] = [groups[a]?.[0], groups[b]?.[0]];
      return first === undefined || second === undefined ? [] : [[first, second]];
    }),
    people,
    never,
    notFaces,
  };
  return { sayings, report: reportOf(laws, resolved, { matching, lost }) };
}

function reportOf(
  laws: Laws,
  { dropped }: ResolvedLaws,
  { matching, lost }: { matching: TrackMatching; lost: ReadonlySet<number> },
): Translation['report'] {
  const facts: [Fact | null, readonly number[]][] = [
    ...[...laws.must, ...laws.cannot].map((pair): [Fact, readonly number[]] => [pair, pair]),
    ...[...laws.people, ...laws.never].map((fact): [Fact, readonly number[]] => [fact, [fact.track]]),
    ...laws.notFaces.map((track): [null, readonly number[]] => [null, [track]]),
  ];
  const known = new Set(laws.of.tracks.map(({ track }) => track));
  const reasons = new Map(matching.unmatched.map(({ track, reason }) => [track, reason]));
  for (const track of lost) reasons.set(track, 'two-people-there');
  const concerned = [...new Set(facts.flatMap(([, tracks]) => tracks))].sort((a, b) => a - b);
  const isDropped = (fact: Fact | null): boolean => fact !== null && dropped.has(fact);
  const isFound = (track: number): boolean => known.has(track) && !reasons.has(track);
  return {
    given: facts.length,
    matched: facts.filter(([fact, tracks]) => !isDropped(fact) && tracks.every(isFound)).length,
    contradicted: dropped.size,
    shiftSeconds: matching.shiftSeconds,
    trust: matching.trust,
    unmatched: concerned
      .filter((track) => !isFound(track))
      .map((track) => ({ track, reason: reasons.get(track) ?? 'no-face-there' })),
  };
}
