import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { madeUpLog, madeUpRun } from '../../fixtures/made-up-review/made-up-history.ts';
import { anyRun } from './any-run.test-support.ts';
import { conflictsOf } from './conflicts.ts';
import type { EditBody, LogEntry, LoggedEdit } from './edit.ts';
import type { MachineResult } from './machine-result.ts';
import { type Replayed, replay } from './replay.ts';
import { currentIdentity, machineState, personOf, type ReviewState } from './review-state.ts';

const HISTORY = 1000;
const anySeed = fc.integer();
const undo = (seq: number, undoes: string): LogEntry => ({ id: `e${seq}`, seq, author: 'later', undoes });

const inOneRun = (run: MachineResult, log: readonly LogEntry[]): Replayed =>
  replay({
    runId: run.runId,
    runs: new Map([[run.runId, run]]),
    log,
    counterparts: () => {
      throw new Error('one run needs no counterparts');
    },
  });

/** Log of bodies, as one author says them on `run`. */
const saying = (...bodies: EditBody[]): LoggedEdit[] =>
  bodies.map((body, index) => ({ id: `e${index + 1}`, seq: index + 1, author: 'a', runId: 'run', body }));

/** All that a state says, for comparing. */
function plain({
  identities,
  ownerOf,
  ownerOfFace,
  absorbedBy,
  never,
  sides,
  together,
  notFaces,
  excludedFaces,
  bounds,
}: ReviewState) {
  const sorted = <Value>(map: ReadonlyMap<number, Value>) => [...map].sort(([a], [b]) => a - b);
  return {
    identities: sorted(identities).map(([number, { tracks, faces, ...rest }]) => ({
      ...rest,
      number,
      tracks: [...tracks].sort((a, b) => a - b),
      faces: [...faces].sort((a, b) => a - b),
    })),
    owners: sorted(ownerOf),
    faceOwners: sorted(ownerOfFace),
    absorbed: sorted(absorbedBy),
    never: sorted(never).flatMap(([track, said]) => [...said].sort().map((each) => [track, each])),
    sides: sorted(sides),
    together: sorted(together),
    notFaces: sorted(notFaces),
    excluded: sorted(excludedFaces),
    bounds: sorted(bounds),
  };
}

describe('what edits do', () => {
  // Identity 1: tracks 1, 2, 3. Identity 2: tracks 4, 5. Track 6 is nobody's. Identity 3 (track 7) is lisa for the machine.
  const run = madeUpRun('run', [1, 1, 1, 2, 2, 0, 3]);
  const edited = (...bodies: EditBody[]) => inOneRun(run, saying(...bodies));

  test('a merge that is undone gives both back, with what was said of the one later', () => {
    const log = saying({ kind: 'merge', into: 1, from: [2] }, { kind: 'assign', identity: 1, personId: 'kyle' });
    const merged = inOneRun(run, log).state;
    expect([...(merged.identities.get(1)?.tracks ?? [])]).toEqual([1, 2, 3, 4, 5]);
    const { state } = inOneRun(run, [...log, undo(3, 'e1')]);
    expect([...(state.identities.get(1)?.tracks ?? [])]).toEqual([1, 2, 3]);
    expect(state.identities.get(1)?.claim.personId).toBe('kyle');
    expect(state.identities.get(2)?.claim).toEqual({ personId: null, isNobody: false, edit: null });
  });

  test('what is said of an identity that went into another is said of that one', () => {
    const { state } = edited({ kind: 'merge', into: 1, from: [2] }, { kind: 'assign', identity: 2, personId: 'kyle' });
    expect(currentIdentity(state, 2)?.number).toBe(1);
    expect(state.identities.get(1)?.claim.personId).toBe('kyle');
  });

  test('a split makes an identity that later edits can name, and has no target once the split is undone', () => {
    const log = saying({ kind: 'split', identity: 1, tracks: [3] }, { kind: 'assign', identity: 4, personId: 'dorit' });
    const { state } = inOneRun(run, log);
    expect([...(state.identities.get(4)?.tracks ?? [])]).toEqual([3]);
    expect(state.identities.get(4)?.claim.personId).toBe('dorit');
    const undone = inOneRun(run, [...log, undo(3, 'e1')]);
    expect(undone.outcomes.get('e2')).toEqual({ state: 'no-target' });
    expect(conflictsOf(undone)).toContainEqual({ kind: 'no-target', edit: 'e2', others: [] });
    const redone = inOneRun(run, [...log, undo(3, 'e1'), undo(4, 'e3')]);
    expect(plain(redone.state)).toEqual(plain(state));
  });

  test('never sticks: the machine is barred, and a merge keeps it', () => {
    const { state } = edited({ kind: 'reject', identity: 3, personId: 'lisa' }, { kind: 'merge', into: 2, from: [3] });
    const joined = state.identities.get(2);
    expect(joined && personOf(state, joined).personId).toBeNull();
    expect(state.never.get(7)?.get('lisa')).toBe('e1');
  });

  test('who says somebody is whom another excluded overrules it, and that is shown', () => {
    const replayed = edited(
      { kind: 'reject', identity: 1, personId: 'kyle' },
      { kind: 'assign', identity: 1, personId: 'kyle' },
    );
    expect(replayed.state.identities.get(1)?.claim.personId).toBe('kyle');
    expect(conflictsOf(replayed)).toContainEqual({ kind: 'overrules', edit: 'e2', others: ['e1'] });
  });

  test('a merge of two whom somebody told apart is shown', () => {
    const replayed = edited({ kind: 'different', identities: [1, 2] }, { kind: 'merge', into: 1, from: [2] });
    expect(conflictsOf(replayed)).toContainEqual({ kind: 'overrules', edit: 'e2', others: ['e1'] });
    const named = edited(
      { kind: 'different', identities: [1, 2] },
      { kind: 'assign', identity: 1, personId: 'kyle' },
      { kind: 'assign', identity: 2, personId: 'kyle' },
    );
    expect(conflictsOf(named)).toContainEqual({ kind: 'told-apart', edit: 'e1', identities: [1, 2] });
  });

  test('what is locked stays, and who was refused is shown', () => {
    const replayed = edited(
      { kind: 'assign', identity: 1, personId: 'kyle' },
      { kind: 'lock', identity: 1, locked: true },
      { kind: 'merge', into: 2, from: [1] },
      { kind: 'move-tracks', tracks: [2], to: 'unassigned' },
    );
    expect([...(replayed.state.identities.get(1)?.tracks ?? [])]).toEqual([1, 2, 3]);
    expect(replayed.outcomes.get('e3')).toEqual({ state: 'locked', by: 'e2' });
    expect(replayed.outcomes.get('e4')).toEqual({ state: 'locked', by: 'e2' });
  });

  test('a face leaves its track for another identity, and comes back with the whole track', () => {
    const moved = edited({ kind: 'move-faces', faces: [2], to: 2 }).state;
    expect(moved.ownerOfFace.get(2)).toBe(2);
    expect([...(moved.identities.get(2)?.faces ?? [])]).toEqual([2]);
    const { state } = edited({ kind: 'move-faces', faces: [2], to: 2 }, { kind: 'move-tracks', tracks: [1], to: 3 });
    expect(state.ownerOfFace.size).toBe(0);
    expect(state.identities.get(2)?.faces.size).toBe(0);
    expect(state.ownerOf.get(1)).toBe(3);
  });

  test('tracks that are named are taken from where they are', () => {
    const { state } = edited({ kind: 'assign-tracks', tracks: [3, 6], personId: 'kyle' });
    const made = state.identities.get(4);
    expect([...(made?.tracks ?? [])]).toEqual([3, 6]);
    expect(made?.claim).toEqual({ personId: 'kyle', isNobody: false, edit: 'e1' });
    expect([...(state.identities.get(1)?.tracks ?? [])]).toEqual([1, 2]);
  });

  test('one person in two places of a frame is a conflict; what is no face is not', () => {
    // Tracks 1 and 2 share the frames 2 and 3.
    expect(conflictsOf(edited())).toContainEqual({ kind: 'twice-in-a-frame', identities: [1], tracks: [1, 2] });
    const without = conflictsOf(edited({ kind: 'not-a-face', tracks: [2] }));
    expect(without.filter(({ kind }) => kind === 'twice-in-a-frame')).toEqual([
      { kind: 'twice-in-a-frame', identities: [2], tracks: [4, 5] },
    ]);
  });

  test('one person in two places of a frame is no conflict where somebody said that it is one person', () => {
    const twice = (...said: EditBody[]) =>
      conflictsOf(edited(...said)).flatMap((each) => (each.kind === 'twice-in-a-frame' ? [each.identities] : []));
    const said: EditBody = { kind: 'one-person', identity: 1 };
    expect(twice()).toContainEqual([1]);
    expect(twice(said)).not.toContainEqual([1]);
    // What joins it later was not spoken of.
    expect(twice(said, { kind: 'merge', into: 1, from: [2] })).toContainEqual([1]);
  });
});

describe(`random histories of ${HISTORY} edits`, () => {
  test('a track is in one place, and all places agree', () => {
    fc.assert(
      fc.property(anyRun(60), anySeed, (run, seed) => {
        const { state } = inOneRun(run, madeUpLog(run, { length: HISTORY, seed, undoEvery: 5 }));
        for (const [track, owner] of state.ownerOf) {
          const holders = [...state.identities.values()].filter(({ tracks }) => tracks.has(track));
          expect(holders.map(({ number }) => number)).toEqual(owner === null ? [] : [owner]);
        }
        for (const [face, owner] of state.ownerOfFace) {
          const holders = [...state.identities.values()].filter(({ faces }) => faces.has(face));
          expect(holders.map(({ number }) => number)).toEqual(owner === null ? [] : [owner]);
        }
        expect(state.ownerOf.size).toBe(60);
      }),
      { numRuns: 50 },
    );
  });

  test('with everything undone, the run is as the machine left it', () => {
    fc.assert(
      fc.property(anyRun(60), anySeed, (run, seed) => {
        const log = madeUpLog(run, { length: HISTORY, seed });
        const undos = log.toReversed().map(({ id }, index) => undo(HISTORY + index + 1, id));
        const { state, outcomes } = inOneRun(run, [...log, ...undos]);
        expect(plain(state)).toEqual(plain(machineState(run)));
        expect(outcomes.size).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  test('undo of any edit, however old, is the log without it; redo is the log as it was', () => {
    fc.assert(
      fc.property(anyRun(60), anySeed, fc.nat(HISTORY - 1), (run, seed, which) => {
        const log = madeUpLog(run, { length: HISTORY, seed, undoEvery: 7 });
        const edit = log.filter((entry) => !('undoes' in entry)).at(which % 500);
        const wasUndone = log.some((entry) => 'undoes' in entry && entry.undoes === edit?.id);
        fc.pre(edit !== undefined && !wasUndone);
        const undone = [...log, undo(HISTORY + 1, edit?.id ?? '')];
        const without = log.filter(({ id }) => id !== edit?.id);
        expect(plain(inOneRun(run, undone).state)).toEqual(plain(inOneRun(run, without).state));
        const redone = [...undone, undo(HISTORY + 2, `e${HISTORY + 1}`)];
        expect(plain(inOneRun(run, redone).state)).toEqual(plain(inOneRun(run, log).state));
      }),
      { numRuns: 50 },
    );
  });

  test('a log that is replayed to some place and then further is the log replayed at once', () => {
    fc.assert(
      fc.property(anyRun(60), anySeed, (run, seed) => {
        const log = madeUpLog(run, { length: HISTORY, seed, undoEvery: 6 });
        expect(plain(inOneRun(run, log).state)).toEqual(plain(inOneRun(run, structuredClone(log)).state));
      }),
      { numRuns: 10 },
    );
  });
});

test('two reviewers who work on different people come to the same, in whatever order their edits arrive', () => {
  const owners = Array.from({ length: 40 }, (_, index) => (index < 20 ? 1 + (index % 4) : 5 + (index % 4)));
  const run = madeUpRun('run', owners);
  const half = (first: number) => {
    const theirs = madeUpRun(
      'run',
      owners.map((owner) => (owner >= first && owner < first + 4 ? owner : 0)),
    );
    return theirs.identities.map(({ identity }) => identity);
  };
  const bodies = (identities: readonly number[], picks: readonly number[]): EditBody[] =>
    picks.map((pick, index): EditBody => {
      const identity = identities[pick % identities.length] ?? 1;
      const other = identities[(pick >> 2) % identities.length] ?? 1;
      const kinds: readonly EditBody[] = [
        { kind: 'assign', identity, personId: index % 2 === 0 ? 'lisa' : 'kyle' },
        { kind: 'merge', into: identity, from: [other] },
        { kind: 'reject', identity, personId: 'dorit' },
        { kind: 'lock', identity, locked: index % 3 === 0 },
        { kind: 'rename', identity, name: `n${pick}` },
        { kind: 'unassign', identity },
      ];
      return kinds[pick % kinds.length] ?? { kind: 'unassign', identity };
    });
  const anyPicks = fc.array(fc.nat(1000), { minLength: 20, maxLength: 60 });
  fc.assert(
    fc.property(anyPicks, anyPicks, anySeed, (one, two, seed) => {
      const mine = bodies(half(1), one).map((body, index) => ({ id: `a${index}`, author: 'a', body }));
      const theirs = bodies(half(5), two).map((body, index) => ({ id: `b${index}`, author: 'b', body }));
      const inOrder = (pickFirst: (index: number) => boolean) => {
        const [left, right] = [[...mine], [...theirs]];
        const merged: typeof mine = [];
        while (left.length + right.length > 0) {
          const from: typeof mine = (pickFirst(merged.length) && left.length > 0) || right.length === 0 ? left : right;
          const next = from.shift();
          if (next) merged.push(next);
        }
        return merged.map((edit, index) => ({ ...edit, runId: 'run', seq: index + 1 }));
      };
      const alternating = inOneRun(
        run,
        inOrder((index) => (Math.imul(index + 1, seed | 1) >>> 3) % 2 === 0),
      );
      expect(plain(alternating.state)).toEqual(
        plain(
          inOneRun(
            run,
            inOrder(() => true),
          ).state,
        ),
      );
    }),
    { numRuns: 100 },
  );
});
