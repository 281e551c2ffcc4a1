import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { madeUpLog, madeUpRun } from '../../fixtures/made-up-review/made-up-history.ts';
import { anyRun } from './any-run.test-support.ts';
import { conflictsOf } from './conflicts.ts';
import type { EditBody, LogEntry, LoggedEdit } from './edit.ts';
import type { Counterparts, MachineResult } from './machine-result.ts';
import { replay } from './replay.ts';
import { holdersIn, ownerOfSpan, personOf, type ReviewState } from './review-state.ts';

const saying = (runId: string, ...bodies: EditBody[]): LoggedEdit[] =>
  bodies.map((body, index) => ({ id: `e${index + 1}`, seq: index + 1, author: 'a', runId, body }));

/** Every track is itself in the other run, but for those that are lost. */
const same = (run: MachineResult, lost: readonly number[] = [], shiftSeconds = 0): Counterparts => ({
  trackOf: new Map(run.tracks.filter(({ track }) => !lost.includes(track)).map(({ track }) => [track, [track]])),
  partOf: new Map(
    run.tracks
      .filter(({ track }) => !lost.includes(track))
      .flatMap(({ track, firstSeconds, faces }) =>
        // Side by side, half a second each.
        faces.map((face, index) => {
          const from = firstSeconds + shiftSeconds + index / 2;
          return [face, { firstSeconds: from, lastSeconds: from + 0.5, tracks: [track], faces: [face] }] as const;
        }),
      ),
  ),
  shiftSeconds,
});

const inAnother = (from: MachineResult, to: MachineResult, log: readonly LogEntry[], lost: readonly number[] = []) =>
  replay({
    runId: to.runId,
    runs: new Map([
      [from.runId, from],
      [to.runId, to],
    ]),
    log,
    counterparts: (one) => same(one === from.runId ? from : to, lost),
  });

const personByTrack = (state: ReviewState) =>
  new Map(
    [...state.identities.values()].flatMap((identity) => {
      const { edit } = identity.claim;
      const { personId } = personOf(state, identity);
      return edit === null ? [] : [...identity.tracks].map((track) => [track, personId] as const);
    }),
  );

describe('an edit in a run that was made later', () => {
  const old = madeUpRun('old', [1, 1, 2, 2, 3]);

  test('names the counterparts, and divides an identity that holds somebody else as well', () => {
    // The new run has put 2 and 3 together.
    const fresh = madeUpRun('new', [1, 2, 2, 4, 5]);
    const log = saying('old', { kind: 'assign', identity: 1, personId: 'kyle' });
    const { state } = inAnother(old, fresh, log);
    expect([...personByTrack(state)]).toEqual([
      [1, 'kyle'],
      [2, 'kyle'],
    ]);
    expect(state.ownerOf.get(3)).toBe(2);
  });

  test('keeps what was never seen before with the person it was put to', () => {
    const fresh = madeUpRun('new', [1, 1, 2, 2, 3, 1]);
    const log = saying('old', { kind: 'assign', identity: 1, personId: 'kyle' });
    const { state } = inAnother(old, fresh, log);
    expect(state.identities.get(1)?.claim.personId).toBe('kyle');
    expect([...(state.identities.get(1)?.tracks ?? [])]).toEqual([1, 2, 6]);
  });

  test('merges across other borders, with what was said before', () => {
    const fresh = madeUpRun('new', [1, 2, 3, 4, 4]);
    const log = saying(
      'old',
      { kind: 'assign', identity: 2, personId: 'dorit' },
      { kind: 'merge', into: 1, from: [2] },
    );
    const { state } = inAnother(old, fresh, log);
    const owners = [1, 2, 3, 4].map((track) => state.ownerOf.get(track));
    expect(new Set(owners).size).toBe(1);
    expect(personByTrack(state).get(1)).toBe('dorit');
    expect(state.ownerOf.get(5)).toBe(4);
  });

  test('is listed where none of its tracks is found', () => {
    const fresh = madeUpRun('new', [1, 1, 2, 2, 3]);
    const log = saying('old', { kind: 'assign', identity: 3, personId: 'kyle' });
    const replayed = inAnother(old, fresh, log, [5]);
    expect(conflictsOf(replayed)).toContainEqual({ kind: 'unmatched', edit: 'e1', others: [] });
    expect(personByTrack(replayed.state).size).toBe(0);
  });

  test('moves bounds along with the video', () => {
    const fresh = madeUpRun('new', [1, 1, 2, 2, 3]);
    const log = saying('old', { kind: 'set-bounds', track: 2, firstSeconds: 12, lastSeconds: 14 });
    const { state } = replay({
      runId: 'new',
      runs: new Map([
        ['old', old],
        ['new', fresh],
      ]),
      log,
      counterparts: () => same(old, [], -10),
    });
    expect(state.bounds.get(2)).toEqual({ firstSeconds: 2, lastSeconds: 4 });
  });

  test('and edits of both runs count in both', () => {
    const fresh = madeUpRun('new', [1, 1, 2, 2, 3]);
    const [first] = saying('old', { kind: 'assign', identity: 1, personId: 'kyle' });
    const later: LoggedEdit = {
      id: 'e2',
      seq: 2,
      author: 'b',
      runId: 'new',
      body: { kind: 'assign', identity: 1, personId: 'lisa' },
    };
    const log = first ? [first, later] : [];
    for (const runId of ['old', 'new']) {
      const replayed = replay({
        runId,
        runs: new Map([
          ['old', old],
          ['new', fresh],
        ]),
        log,
        counterparts: () => same(old),
      });
      expect(personByTrack(replayed.state).get(1)).toBe('lisa');
      expect(conflictsOf(replayed)).toContainEqual({ kind: 'overrules', edit: 'e2', others: ['e1'] });
    }
  });
});

test('in a run that found the same, 300 random edits say the same', () => {
  fc.assert(
    fc.property(anyRun(40), fc.integer(), (run, seed) => {
      const log = madeUpLog(run, { length: 300, seed, undoEvery: 6 });
      const there = { ...run, runId: 'again' };
      const own = replay({ runId: run.runId, runs: new Map([[run.runId, run]]), log, counterparts: () => same(run) });
      const carried = inAnother(run, there, log);
      expect([...personByTrack(carried.state)].sort()).toEqual([...personByTrack(own.state)].sort());
      const together = (state: ReviewState) =>
        [...state.identities.values()].map(({ tracks }) => [...tracks].sort((a, b) => a - b).join()).sort();
      expect(together(carried.state).filter(Boolean)).toEqual(together(own.state).filter(Boolean));
      expect([...carried.state.notFaces.keys()].sort()).toEqual([...own.state.notFaces.keys()].sort());
    }),
    { numRuns: 50 },
  );
});

test('in a run that put tracks together differently, who people are is kept', () => {
  fc.assert(
    fc.property(
      anyRun(40),
      fc.array(fc.nat(8), { minLength: 40, maxLength: 40 }),
      fc.integer(),
      (run, owners, seed) => {
        const log = madeUpLog(run, { length: 100, seed }).filter(
          (entry) => 'body' in entry && ['assign', 'assign-tracks', 'confirm', 'merge'].includes(entry.body.kind),
        ) as LoggedEdit[];
        const own = replay({ runId: run.runId, runs: new Map([[run.runId, run]]), log, counterparts: () => same(run) });
        const carried = inAnother(run, madeUpRun('again', owners), log);
        const there = personByTrack(carried.state);
        for (const [track, person] of personByTrack(own.state)) expect(there.get(track)).toBe(person);
      },
    ),
    { numRuns: 50 },
  );
});

describe('what was said of faces, in a run that embedded others', () => {
  // Of tracks 1 to 5 each has two faces; in the later run none of track 1 lies in the first half of its time.
  const old = madeUpRun('old', [1, 1, 2, 2, 3]);
  const fresh = madeUpRun('new', [1, 1, 2, 2, 3]);
  const parts: Counterparts = {
    ...same(old),
    partOf: new Map([
      [1, { firstSeconds: -Infinity, lastSeconds: 1, tracks: [1], faces: [] }],
      [2, { firstSeconds: 1, lastSeconds: Infinity, tracks: [1], faces: [1, 2] }],
    ]),
  };
  const carried = (...bodies: EditBody[]) =>
    replay({
      runId: 'new',
      runs: new Map([
        ['old', old],
        ['new', fresh],
      ]),
      log: saying('old', ...bodies),
      counterparts: () => parts,
    });
  // The first edit of the old run makes identity 4.
  const strayed: EditBody = { kind: 'move-faces', faces: [1], to: 'new' };
  const isKyle: EditBody = { kind: 'assign', identity: 4, personId: 'kyle' };

  test('goes with their time, and who they are said to be goes along', () => {
    const { state, outcomes } = carried(strayed, isKyle);
    expect([...outcomes.values()].map((outcome) => outcome.state)).toEqual(['applied', 'applied']);
    expect(state.spans.get(1)).toEqual([{ firstSeconds: -Infinity, lastSeconds: 1, owner: 4 }]);
    expect(state.identities.get(4)?.claim.personId).toBe('kyle');
    expect([...holdersIn(state)]).toContain(4);
    expect(state.ownerOfFace.size).toBe(0);
    const both = carried({ ...strayed, faces: [2] }).state;
    expect([...(both.identities.get(4)?.faces ?? [])]).toEqual([1, 2]);
  });

  test('goes into whatever takes them in, and comes back with their track', () => {
    const merged = carried(strayed, isKyle, { kind: 'merge', into: 2, from: [4] }).state;
    expect(ownerOfSpan(merged, merged.spans.get(1)?.[0] ?? { firstSeconds: 0, lastSeconds: 0, owner: null })).toBe(2);
    expect(merged.identities.get(2)?.claim.personId).toBe('kyle');
    const moved = carried(strayed, { kind: 'move-tracks', tracks: [1], to: 3 }).state;
    expect(moved.spans.size).toBe(0);
    // Who else is said to be somebody takes nothing of what has left.
    const named = carried(strayed, { kind: 'assign', identity: 1, personId: 'lisa' }).state;
    expect(named.spans.get(1)).toHaveLength(1);
  });

  test('is decided by faces again where somebody moves some in the later run', () => {
    const later: LoggedEdit = { id: 'e2', seq: 2, author: 'b', runId: 'new', body: { ...strayed, faces: [2], to: 3 } };
    const { state } = replay({
      runId: 'new',
      runs: new Map([
        ['old', old],
        ['new', fresh],
      ]),
      log: [...saying('old', strayed), later],
      counterparts: () => parts,
    });
    expect(state.spans.size).toBe(0);
    expect(state.ownerOfFace.get(2)).toBe(3);
  });

  test('excludes those of that time; where there are none, nobody is recognised by them', () => {
    expect([...carried({ kind: 'exclude-faces', faces: [2] }).state.excludedFaces.keys()]).toEqual([1, 2]);
    expect(carried({ kind: 'exclude-faces', faces: [1] }).outcomes.get('e1')?.state).toBe('applied');
    expect(carried({ kind: 'exclude-faces', faces: [3] }).outcomes.get('e1')?.state).toBe('unmatched');
  });
});

describe('bounds, in a run that has', () => {
  // Tracks of three seconds, one every two seconds.
  const old = madeUpRun('old', [1, 1, 2]);
  const fresh = madeUpRun('new', [1, 1, 2]);
  const bounded = (trackOf: readonly (readonly [number, readonly number[]])[], first: number, last: number) => {
    const { state } = replay({
      runId: 'new',
      runs: new Map([
        ['old', old],
        ['new', fresh],
      ]),
      log: saying('old', { kind: 'set-bounds', track: 1, firstSeconds: first, lastSeconds: last }),
      counterparts: () => ({ ...same(old), trackOf: new Map(trackOf) }),
    });
    return Object.fromEntries([...state.bounds].map(([track, each]) => [track, [each.firstSeconds, each.lastSeconds]]));
  };

  test('several tracks for one, are those of the outermost', () => {
    expect(bounded([[1, [2, 1]]], 0.5, 6)).toEqual({ 1: [0.5, 3], 2: [2, 6] });
    expect(bounded([[1, [2, 1]]], 0.5, 2.5)).toEqual({ 1: [0.5, 2.5], 2: [2, 2.5] });
  });

  test('one for several, do not cut off what nothing was said of', () => {
    const joined = [
      [1, [1]],
      [2, [1]],
    ] as const;
    expect(bounded(joined, 1, 2)).toEqual({ 1: [1, 3] });
    expect(bounded(joined, 1, 8)).toEqual({ 1: [1, 8] });
  });
});
