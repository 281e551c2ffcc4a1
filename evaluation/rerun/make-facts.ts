/** Random things that a careful person would say about a run: all of them true. */
import type { Laws } from '../../src/pipeline/cluster/laws.ts';
import { type SeededRandom, seededRandom } from '../synthetic/seeded-random.ts';
import type { TruePersons } from './true-persons.ts';

type Facts = Omit<Laws, 'of'>;

const KINDS = ['assign', 'move', 'merge', 'split', 'never', 'not-a-face'] as const;

/**
 * @param count how many gestures; each gives one fact or, as when a person is given a name, a few. Less than wanted where a clip
 * has nothing to say: one person cannot be told from another.
 */
export function makeFacts(truth: TruePersons, { seed, count }: { seed: number; count: number }): Facts {
  const random = seededRandom(seed);
  const facts = {
    must: [] as [number, number][],
    cannot: [] as [number, number][],
    people: new Map<number, string>(),
    never: new Map<string, { track: number; person: string }>(),
    notFaces: new Set<number>(),
  };
  const tracks = [...truth.personOf.keys()];
  const persons = [...new Set(truth.personOf.values())];
  for (let made = 0; made < count && tracks.length > 0; made++) {
    const kind = pick(KINDS, random);
    const track = pick(tracks, random);
    const person = truth.personOf.get(track) ?? 0;
    const alike = tracks.filter((other) => other !== track && truth.personOf.get(other) === person);
    const others = tracks.filter((other) => truth.personOf.get(other) !== person);
    if (kind === 'assign') for (const own of [track, ...alike.slice(0, 3)]) facts.people.set(own, nameOf(person));
    if (kind === 'move') facts.people.set(track, nameOf(person));
    if (kind === 'merge' && alike.length > 0) facts.must.push([track, pick(alike, random)]);
    if (kind === 'split' && others.length > 0) facts.cannot.push([track, pick(others, random)]);
    if (kind === 'never' && persons.length > 1) {
      const other = nameOf(
        pick(
          persons.filter((each) => each !== person),
          random,
        ),
      );
      facts.never.set(`${track} ${other}`, { track, person: other });
    }
    if (kind === 'not-a-face' && truth.notFaces.length > 0) facts.notFaces.add(pick(truth.notFaces, random));
  }
  return {
    must: facts.must,
    cannot: facts.cannot,
    people: [...facts.people].map(([track, person]) => ({ track, person })),
    never: [...facts.never.values()],
    notFaces: [...facts.notFaces],
  };
}

const nameOf = (person: number): string => `Person ${person}`;

function pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[], random: SeededRandom): Item {
  return items[random.whole(0, items.length - 1)] as Item;
}
