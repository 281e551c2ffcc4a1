/**
 * Random edits of every kind on one run, as reviewers make them one after the other. Who is who is true. Clips have few tracks
 * that slide from one face to another: which faces have strayed, when a track is on screen and what nobody knows is made up.
 */
import { applyEdit } from '../../src/review/apply-edit.ts';
import type { Destination, EditBody, LoggedEdit } from '../../src/review/edit.ts';
import type { MachineResult } from '../../src/review/machine-result.ts';
import { type IdentityState, machineState, newIdentityOf, type ReviewState } from '../../src/review/review-state.ts';
import { type SeededRandom, seededRandom } from '../synthetic/seeded-random.ts';
import type { TruePersons } from './true-persons.ts';

interface Desk {
  readonly state: ReviewState;
  readonly truth: TruePersons;
  readonly random: SeededRandom;
  /** The number of the identity that the next edit would make. */
  readonly nextMade: number;
}

/** Gives what is said at once; nothing where the run has no occasion for it. */
type Gesture = (desk: Desk) => readonly EditBody[];

/** @param count gestures that are tried; each gives up to two edits. All that are returned can be applied, in this order. */
export function makeEdits(
  machine: MachineResult,
  truth: TruePersons,
  { seed, count }: { readonly seed: number; readonly count: number },
): readonly LoggedEdit[] {
  const random = seededRandom(seed);
  const state = machineState(machine);
  const log: LoggedEdit[] = [];
  for (let made = 0; made < count; made++) {
    const gesture = GESTURES[made % GESTURES.length] as Gesture;
    for (const body of gesture({ state, truth, random, nextMade: newIdentityOf(state, log.length + 1) })) {
      const seq = log.length + 1;
      const edit = { id: `e${seq}`, seq, author: 'reviewer', runId: machine.runId, body };
      if (applyEdit(state, edit).state === 'applied') log.push(edit);
    }
  }
  return log;
}

const GESTURES: readonly Gesture[] = [
  (desk) => strayed(desk, 'new'),
  (desk) => ofPure(desk, (identity, person) => ({ kind: 'assign', identity, personId: nameOf(person) })),
  (desk) => strayed(desk, 'known'),
  ({ state, random }) => some(facesOfOne(state, random), (faces) => ({ kind: 'exclude-faces', faces })),
  (desk) => setBounds(desk),
  ({ truth, random }) => some(pick(truth.notFaces, random), (track) => ({ kind: 'not-a-face', tracks: [track] })),
  (desk) => strayed(desk, 'unassigned'),
  (desk) => assignTracks(desk),
  (desk) => ofTwo(desk, true, (into, from) => ({ kind: 'merge', into, from: [from] })),
  (desk) => split(desk),
  (desk) => moveTrack(desk),
  (desk) => strayed(desk, 'new'),
  (desk) => some(pick(others(desk), desk.random), ([identity, personId]) => ({ kind: 'reject', identity, personId })),
  (desk) => ofTwo(desk, false, (one, other) => ({ kind: 'different', identities: [one, other] })),
  (desk) => ofPure(desk, (identity) => ({ kind: 'one-person', identity })),
  (desk) => ofPure(desk, (identity, person) => ({ kind: 'confirm', identity, personId: nameOf(person) })),
  (desk) => lock(desk),
  (desk) =>
    ofPure(desk, (identity) => ({ kind: 'ignore', identity, as: desk.random.chance(0.5) ? 'extra' : 'screen' })),
  (desk) => ofPure(desk, (identity) => ({ kind: 'rename', identity, name: `guest ${desk.nextMade}` })),
  (desk) => ofPure(desk, (identity) => ({ kind: 'unassign', identity })),
];

const nameOf = (person: number): string => `Person ${person}`;

function pick<Item>(items: readonly Item[], random: SeededRandom): Item | undefined {
  return items.length === 0 ? undefined : items[random.whole(0, items.length - 1)];
}

const some = <Item>(item: Item | undefined, say: (item: Item) => EditBody): readonly EditBody[] =>
  item === undefined ? [] : [say(item)];

/** Identities all of whose tracks that are known are one person's. */
function pureOnes({ state, truth }: Desk): readonly (readonly [IdentityState, number])[] {
  return [...state.identities.values()].flatMap((identity): (readonly [IdentityState, number])[] => {
    const persons = new Set([...identity.tracks].map((track) => truth.personOf.get(track)));
    const [person] = persons;
    return persons.size === 1 && person !== undefined && identity.lockedBy === null ? [[identity, person]] : [];
  });
}

const ofPure = (desk: Desk, say: (identity: number, person: number) => EditBody): readonly EditBody[] =>
  some(pick(pureOnes(desk), desk.random), ([{ number }, person]) => say(number, person));

function ofTwo(desk: Desk, isSame: boolean, say: (one: number, other: number) => EditBody): readonly EditBody[] {
  const pure = pureOnes(desk);
  const pairs = pure.flatMap(([one, person], index) =>
    pure.slice(index + 1).flatMap(([other, second]) => ((person === second) === isSame ? [[one, other] as const] : [])),
  );
  return some(pick(pairs, desk.random), ([one, other]) => say(one.number, other.number));
}

/** Identities with somebody they are not. */
function others(desk: Desk): readonly (readonly [number, string])[] {
  const persons = [...new Set(desk.truth.personOf.values())];
  return pureOnes(desk).flatMap(([{ number }, own]) =>
    persons.flatMap((person) => (person === own ? [] : [[number, nameOf(person)] as const])),
  );
}

function assignTracks({ truth, random }: Desk): readonly EditBody[] {
  const [track, person] = pick([...truth.personOf], random) ?? [];
  if (track === undefined || person === undefined) return [];
  const alike = [...truth.personOf].flatMap(([other, theirs]) => (theirs === person && other !== track ? [other] : []));
  const tracks = [track, ...alike.slice(0, random.whole(0, 3))];
  return [{ kind: 'assign-tracks', tracks, personId: nameOf(person) }];
}

/** Where somebody else has come in. */
function split({ state, truth, random }: Desk): readonly EditBody[] {
  const mixed = [...state.identities.values()].flatMap(({ number, tracks }) => {
    const known = [...tracks].filter((track) => truth.personOf.has(track));
    const person = truth.personOf.get(known[0] ?? 0);
    const strangers = known.filter((track) => truth.personOf.get(track) !== person);
    return strangers.length > 0 ? [{ number, strangers }] : [];
  });
  return some(pick(mixed, random), ({ number, strangers }) => ({ kind: 'split', identity: number, tracks: strangers }));
}

function moveTrack(desk: Desk): readonly EditBody[] {
  const { truth, random } = desk;
  const [track, person] = pick([...truth.personOf], random) ?? [];
  if (track === undefined) return [];
  const own = pureOnes(desk).find(([, theirs]) => theirs === person)?.[0].number;
  const to = pick<Destination>([own ?? 'new', own ?? 'new', 'new', 'unassigned'], random) ?? 'new';
  return [{ kind: 'move-tracks', tracks: [track], to }];
}

/** Up to half of the faces of a track, side by side. */
function facesOfOne({ machine, notFaces }: ReviewState, random: SeededRandom): readonly number[] | undefined {
  const track = pick(
    machine.tracks.filter(({ track: number, faces }) => faces.length > 1 && !notFaces.has(number)),
    random,
  );
  if (!track) return undefined;
  const count = random.whole(1, Math.floor(track.faces.length / 2));
  const first = random.whole(0, track.faces.length - count);
  return track.faces.slice(first, first + count);
}

/** Some faces of a track are somebody else's. */
function strayed(desk: Desk, where: 'new' | 'known' | 'unassigned'): readonly EditBody[] {
  const { state, random, nextMade } = desk;
  const faces = facesOfOne(state, random);
  if (!faces) return [];
  if (where === 'unassigned') return [{ kind: 'move-faces', faces, to: where }];
  if (where === 'new') {
    const moved = { kind: 'move-faces', faces, to: where } as const;
    // Whoever has come in is given a name, or not yet.
    const named = { kind: 'assign', identity: nextMade, personId: `Stranger ${nextMade}` } as const;
    return random.chance(0.7) ? [moved, named] : [moved];
  }
  const owner = state.ownerOf.get(state.trackOfFace.get(faces[0] ?? 0) ?? 0) ?? null;
  const elsewhere = [...state.identities.keys()].filter((number) => number !== owner);
  return some(pick(elsewhere, random), (to) => ({ kind: 'move-faces', faces, to }));
}

/** A quarter is cut off or added at either end. */
function setBounds({ state, random }: Desk): readonly EditBody[] {
  return some(pick(state.machine.tracks, random), ({ track, firstSeconds, lastSeconds }) => {
    const quarter = Math.max(0.2, (lastSeconds - firstSeconds) / 4);
    const first = Math.max(0, firstSeconds + quarter * random.whole(-1, 1));
    const last = Math.max(first + 0.1, lastSeconds + quarter * random.whole(-1, 1));
    return { kind: 'set-bounds', track, firstSeconds: first, lastSeconds: last };
  });
}

/** For good, or until it is unlocked again. */
function lock(desk: Desk): readonly EditBody[] {
  const identity = pick(pureOnes(desk), desk.random)?.[0].number;
  if (identity === undefined) return [];
  const locked = { kind: 'lock', identity, locked: true } as const;
  return desk.random.chance(0.8) ? [locked, { ...locked, locked: false }] : [locked];
}
