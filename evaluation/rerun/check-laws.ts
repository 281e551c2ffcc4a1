/** Whether a run obeys what was said about another. */
import type { Laws } from '../../src/pipeline/cluster/laws.ts';
import { matchTracks, type TrackMatching, type UnmatchedReason } from '../../src/pipeline/match/match-tracks.ts';
import type { FoundIdentity, RerunResult } from './read-matchable.ts';
import type { TruePersons } from './true-persons.ts';

export interface LawsCheck {
  readonly facts: number;
  /** Facts of tracks that were cut off: nothing can be done about them. */
  readonly cutOff: number;
  /** Of the others: facts whose tracks were all found again. */
  readonly attached: number;
  readonly shiftSeconds: number;
  readonly trust: number;
  /** In words. */
  readonly violations: readonly string[];
  readonly unattached: readonly { readonly fact: string; readonly track: number; readonly reason: UnmatchedReason }[];
  /** Old tracks that were found in tracks of somebody else, by the truth. */
  readonly strangers: readonly string[];
}

interface Saying {
  readonly words: string;
  readonly tracks: readonly number[];
  /** @param now the tracks that each of `tracks` became */
  readonly holds: (now: readonly (readonly number[])[], owner: Owner) => boolean;
}

type Owner = (track: number) => FoundIdentity | undefined;

export function checkLaws(
  laws: Laws,
  result: RerunResult,
  truths: { readonly old: TruePersons; readonly now: TruePersons },
): LawsCheck {
  const matching = matchTracks(laws.of, result.matchable);
  const reasons = new Map(matching.unmatched.map(({ track, reason }) => [track, reason]));
  const ownerOf: Owner = (track) => result.identities.find(({ tracks }) => tracks.includes(track));
  const sayings = sayingsOf(laws);
  const cutOff = sayings.filter(({ tracks }) => tracks.some((track) => reasons.get(track) === 'outside-the-video'));
  const inside = sayings.filter((saying) => !cutOff.includes(saying));
  const attached = inside.filter(({ tracks }) => tracks.every((track) => matching.trackOf.has(track)));
  return {
    facts: sayings.length,
    cutOff: cutOff.length,
    attached: attached.length,
    shiftSeconds: matching.shiftSeconds,
    trust: matching.trust,
    violations: attached
      .filter(
        ({ tracks, holds }) =>
          !holds(
            tracks.map((track) => matching.trackOf.get(track) ?? []),
            ownerOf,
          ),
      )
      .map(({ words }) => words),
    unattached: inside.flatMap(({ words, tracks }) =>
      tracks.flatMap((track) => {
        const reason = reasons.get(track);
        return reason === undefined ? [] : [{ fact: words, track, reason }];
      }),
    ),
    strangers: strangersIn(matching, truths),
  };
}

function sayingsOf({ must, cannot, people, never, notFaces }: Laws): Saying[] {
  return [
    ...must.map(
      (pair): Saying => ({
        words: `${pair[0]} and ${pair[1]} are one`,
        tracks: pair,
        holds: (now, owner) => new Set(now.flat().map(owner)).size === 1,
      }),
    ),
    ...cannot.map(
      (pair): Saying => ({
        words: `${pair[0]} and ${pair[1]} are two`,
        tracks: pair,
        holds: ([a = [], b = []], owner) =>
          !a.some((x) => b.some((y) => x === y || (owner(x) !== undefined && owner(x) === owner(y)))),
      }),
    ),
    ...people.map(
      ({ track, person }): Saying => ({
        words: `${track} is ${person}`,
        tracks: [track],
        holds: (now, owner) => now.flat().every((each) => owner(each)?.name === person),
      }),
    ),
    ...never.map(
      ({ track, person }): Saying => ({
        words: `${track} is not ${person}`,
        tracks: [track],
        holds: (now, owner) => now.flat().every((each) => owner(each)?.name !== person),
      }),
    ),
    ...notFaces.map(
      (track): Saying => ({
        words: `${track} is no face`,
        tracks: [track],
        holds: (now, owner) => now.flat().every((each) => owner(each) === undefined),
      }),
    ),
  ];
}

function strangersIn(matching: TrackMatching, { old, now }: { old: TruePersons; now: TruePersons }): string[] {
  return [...matching.trackOf].flatMap(([track, became]) =>
    became.flatMap((each) => {
      const [before, after] = [old.personOf.get(track), now.personOf.get(each)];
      return before === undefined || after === undefined || before === after ? [] : [`${track} → ${each}`];
    }),
  );
}
