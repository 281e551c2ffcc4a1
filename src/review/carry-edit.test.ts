import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { madeUpLog, madeUpRun } from '../../fixtures/made-up-review/made-up-history.ts';
import { anyRun } from './any-run.test-support.ts';
import { conflictsOf } from './conflicts.ts';
import type { EditBody, LogEntry, LoggedEdit } from './edit.ts';
import type { Counterparts, MachineResult } from './machine-result.ts';
import { replay } from './replay.ts';
import { personOf, type ReviewState } from './review-state.ts';

const saying = (runId: string, ...bodies: EditBody[]): LoggedEdit[] =>
  bodies.map((body, index) => ({ id: `e${index + 1}`, seq: index + 1, author: 'a', runId, body }));

/** Every track is itself in the other run, but for those that are lost. */
const same = (run: MachineResult, lost: readonly number[] = [], shiftSeconds = 0): Counterparts => ({
  trackOf: new Map(run.tracks.filter(({ track }) => !lost.includes(track)).map(({ track }) => [track, [track]])),
  faceOf: new Map(
    run.tracks.filter(({ track }) => !lost.includes(track)).flatMap(({ faces }) => faces.map((face) => [face, face])),
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
