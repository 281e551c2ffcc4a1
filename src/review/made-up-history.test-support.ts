/** For tests: random runs, and random logs of edits that speak of what is there. */
import fc from 'fast-check';
import type { Destination, EditBody, LogEntry, LoggedEdit } from './edit.ts';
import type { MachineResult } from './machine-result.ts';
import { machineState, newIdentityOf, type ReviewState } from './review-state.ts';

const PEOPLE = ['lisa', 'kyle', 'dorit'] as const;

/** Tracks of two faces each, three seconds long and overlapping, dealt out to identities. */
export function madeUpRun(runId: string, owners: readonly number[]): MachineResult {
  const tracks = owners.map((_, index) => ({
    track: index + 1,
    firstSeconds: index * 2,
    lastSeconds: index * 2 + 3,
    frames: [index * 2, index * 2 + 1, index * 2 + 2, index * 2 + 3],
    faces: [index * 2 + 1, index * 2 + 2],
  }));
  const numbers = [...new Set(owners)].filter((number) => number > 0).sort((a, b) => a - b);
  const identities = numbers.map((identity) => ({
    identity,
    tracks: owners.flatMap((owner, index) => (owner === identity ? [index + 1] : [])),
    personId: identity % 3 === 0 ? (PEOPLE[0] ?? null) : null,
  }));
  return { runId, tracks, identities };
}

export const anyRun = (tracks: number): fc.Arbitrary<MachineResult> =>
  fc.array(fc.nat(8), { minLength: tracks, maxLength: tracks }).map((owners) => madeUpRun('run', owners));

/** A source of numbers below a bound, by which one log is made. */
type Choose = (below: number) => number;

/** Names identities and tracks that exist, or once did, and now and then some that never did. */
function madeUpBody(state: ReviewState, choose: Choose, seq: number): EditBody {
  const last = newIdentityOf(state, seq);
  const identity = () => 1 + choose(last);
  const track = () => 1 + choose(state.machine.tracks.length + 1);
  const face = () => 1 + choose(2 * state.machine.tracks.length);
  const some = (pick: () => number) => [...new Set(Array.from({ length: 1 + choose(3) }, pick))];
  const person = () => PEOPLE[choose(PEOPLE.length)] ?? PEOPLE[0];
  const to = (): Destination => (['new', 'unassigned', identity(), identity()] as const)[choose(4)] ?? 'new';
  const makers: readonly (() => EditBody)[] = [
    () => ({ kind: 'assign', identity: identity(), personId: choose(4) === 0 ? null : person() }),
    () => ({ kind: 'assign-tracks', tracks: some(track), personId: person() }),
    () => ({ kind: 'unassign', identity: identity() }),
    () => ({ kind: 'rename', identity: identity(), name: choose(2) === 0 ? null : `name ${seq}` }),
    () => ({ kind: 'merge', into: identity(), from: some(identity) }),
    () => ({ kind: 'split', identity: identity(), tracks: some(track) }),
    () => ({ kind: 'move-tracks', tracks: some(track), to: to() }),
    () => ({ kind: 'move-faces', faces: some(face), to: to() }),
    () => ({ kind: 'exclude-faces', faces: some(face) }),
    () => ({ kind: 'not-a-face', tracks: some(track) }),
    () => ({ kind: 'reject', identity: identity(), personId: person() }),
    () => ({ kind: 'different', identities: [identity(), identity()] }),
    () => ({ kind: 'one-person', identity: identity() }),
    () => ({ kind: 'confirm', identity: identity(), personId: person() }),
    () => ({ kind: 'lock', identity: identity(), locked: choose(5) === 0 }),
    () => ({
      kind: 'ignore',
      identity: identity(),
      as: (['extra', 'poster', 'screen', null] as const)[choose(4)] ?? null,
    }),
    () => ({ kind: 'set-bounds', track: track(), firstSeconds: seq, lastSeconds: seq + 1 }),
  ];
  return (makers[choose(makers.length)] ?? makers[0])?.() ?? { kind: 'unassign', identity: 1 };
}

export interface HistoryOptions {
  readonly length: number;
  readonly seed: number;
  /** One in so many entries takes back an earlier one; 0: none does. */
  readonly undoEvery?: number;
}

/** A log on one run. The same seed makes the same log. */
export function madeUpLog(run: MachineResult, { length, seed, undoEvery = 0 }: HistoryOptions): LogEntry[] {
  const choose = chooser(seed);
  const state = machineState(run);
  const undone = new Set<string>();
  return Array.from({ length }, (_, index): LogEntry => {
    const seq = index + 1;
    const common = { id: `e${seq}`, seq, author: `author ${choose(2)}` };
    const before = `e${1 + choose(Math.max(1, index))}`;
    if (undoEvery > 0 && index > 0 && choose(undoEvery) === 0 && !undone.has(before)) {
      undone.add(before);
      return { ...common, undoes: before };
    }
    return { ...common, runId: run.runId, body: madeUpBody(state, choose, seq) } satisfies LoggedEdit;
  });
}

/** Mulberry32. */
function chooser(seed: number): Choose {
  let at = seed >>> 0;
  return (below) => {
    at = (at + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(at ^ (at >>> 15), at | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
