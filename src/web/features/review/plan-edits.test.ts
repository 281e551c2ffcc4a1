import { describe, expect, it } from 'vitest';
import { identity, KYLE, LISA } from './made-up-state.test-support.ts';
import * as plan from './plan-edits.ts';

describe('merging', () => {
  it('goes into the one of which most is known, not into the longest', () => {
    const long = identity(1, { seconds: 100 });
    const byMachine = identity(2, { person: LISA, saidBy: 'machine' });
    const byPeople = identity(3, { person: LISA, saidBy: 'person', seconds: 1 });
    expect(plan.mergeEdits([long, byMachine, byPeople])).toEqual([{ kind: 'merge', into: 3, from: [2, 1] }]);
    expect(plan.mergeEdits([long, identity(4, { seconds: 200 })])).toEqual([{ kind: 'merge', into: 4, from: [1] }]);
  });

  it('one alone, or into itself, is nothing to do', () => {
    expect(plan.mergeEdits([identity(1)])).toEqual([]);
    expect(plan.mergeInto(1, [identity(1)])).toEqual([]);
    expect(plan.mergeInto(1, [identity(1), identity(2)])).toEqual([{ kind: 'merge', into: 1, from: [2] }]);
  });
});

it('confirming says who the machine means or suggests, and leaves out what is settled or unknown', () => {
  const stacks = [
    identity(1, { person: LISA, saidBy: 'machine' }),
    identity(2, { suggestion: { ...KYLE, likeness: 0.4 } }),
    identity(3, { person: LISA, saidBy: 'person', isSettled: true }),
    identity(4),
  ];
  expect(plan.confirmEdits(stacks)).toEqual([
    { kind: 'confirm', identity: 1, personId: LISA.id },
    { kind: 'confirm', identity: 2, personId: KYLE.id },
  ]);
});

describe('never', () => {
  it('means the one person that the machine means of all', () => {
    const byMachine = identity(1, { person: LISA, saidBy: 'machine' });
    expect(plan.rejectedPerson([byMachine, identity(2, { suggestion: { ...LISA, likeness: null } })])).toBe(LISA.id);
  });

  it('has to be asked where it means several, nobody, or what people said', () => {
    const byMachine = identity(1, { person: LISA, saidBy: 'machine' });
    expect(plan.rejectedPerson([byMachine, identity(2, { suggestion: { ...KYLE, likeness: null } })])).toBeNull();
    expect(plan.rejectedPerson([byMachine, identity(2)])).toBeNull();
    expect(plan.rejectedPerson([identity(3, { person: LISA, saidBy: 'person' })])).toBeNull();
    expect(plan.rejectedPerson([])).toBeNull();
  });
});

it('locks all until all are locked, then unlocks them', () => {
  const [open, locked] = [identity(1), identity(2, { isLocked: true })];
  expect(plan.lockEdits([open, locked])).toEqual([{ kind: 'lock', identity: 1, locked: true }]);
  expect(plan.lockEdits([locked])).toEqual([{ kind: 'lock', identity: 2, locked: false }]);
});

it('only two can be said to be different', () => {
  expect(plan.differentEdits([identity(1), identity(2)])).toEqual([{ kind: 'different', identities: [1, 2] }]);
  expect(plan.differentEdits([identity(1)])).toEqual([]);
  expect(plan.differentEdits([identity(1), identity(2), identity(3)])).toEqual([]);
});

describe('parts of a stack', () => {
  it('are split off their stack, or off nobody', () => {
    expect(plan.splitEdits(3, { tracks: [1, 2], faces: [9] })).toEqual([
      { kind: 'split', identity: 3, tracks: [1, 2] },
      { kind: 'move-faces', faces: [9], to: 'new' },
    ]);
    expect(plan.splitEdits(null, { tracks: [1], faces: [] })).toEqual([
      { kind: 'move-tracks', tracks: [1], to: 'new' },
    ]);
    expect(plan.splitEdits(3, { tracks: [], faces: [] })).toEqual([]);
  });

  it('are given to somebody, to nobody of the cast, or to nobody', () => {
    const person = { kind: 'person', id: LISA.id } as const;
    expect(plan.assignTracksEdits([1], person)).toEqual([{ kind: 'assign-tracks', tracks: [1], personId: LISA.id }]);
    expect(plan.assignTracksEdits([1], { kind: 'nobody' })).toEqual([
      { kind: 'assign-tracks', tracks: [1], personId: null },
    ]);
    expect(plan.assignTracksEdits([1], { kind: 'unknown' })).toEqual([
      { kind: 'move-tracks', tracks: [1], to: 'unassigned' },
    ]);
    expect(plan.assignTracksEdits([], person)).toEqual([]);
  });
});

it('unknown takes an answer back', () => {
  expect(plan.assignEdits([identity(1)], { kind: 'unknown' })).toEqual([{ kind: 'unassign', identity: 1 }]);
  expect(plan.assignEdits([identity(1)], { kind: 'nobody' })).toEqual([
    { kind: 'assign', identity: 1, personId: null },
  ]);
});
