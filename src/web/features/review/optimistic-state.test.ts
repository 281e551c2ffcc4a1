import { describe, expect, it } from 'vitest';
import type { EditBodyShape } from '../../../server/contract/review.ts';
import { identity, KYLE, LISA, stateOf } from './made-up-state.test-support.ts';
import { withEdits } from './optimistic-state.ts';

const names = { person: (id: string) => (id === LISA.id ? LISA.name : KYLE.name) };
const STATE = stateOf([
  identity(1, { seconds: 20, suggestion: { ...LISA, likeness: 0.5 } }),
  identity(2, { seconds: 10, firstSeconds: null, lastSeconds: null }),
  identity(3, { seconds: 5, person: KYLE, saidBy: 'person', isSettled: true, isLocked: true }),
]);
const withSaid = (...edits: EditBodyShape[]) => withEdits(STATE, edits, names);
const only = (number: number, ...edits: EditBodyShape[]) =>
  withSaid(...edits).identities.find((each) => each.number === number);

it('nothing said changes nothing', () => expect(withSaid()).toBe(STATE));

it('who it is, is settled, and so are its seconds', () => {
  const said = withSaid({ kind: 'assign', identity: 1, personId: LISA.id });
  expect(said.identities[0]).toMatchObject({ person: LISA, saidBy: 'person', suggestion: null, unsettledSeconds: 0 });
  expect(said.totals).toEqual({ seconds: 35, settledSeconds: 25 });
});

it('nobody of the cast is an answer; unknown takes it back', () => {
  const nobody: EditBodyShape = { kind: 'assign', identity: 2, personId: null };
  expect(only(2, nobody)).toMatchObject({ person: null, isNobody: true, isSettled: true });
  expect(only(2, nobody, { kind: 'unassign', identity: 2 })).toMatchObject({
    isNobody: false,
    isSettled: false,
    unsettledSeconds: 10,
  });
});

describe('merging', () => {
  it('adds up, and takes the others out of the list', () => {
    const merged = withSaid({ kind: 'merge', into: 2, from: [1] });
    expect(merged.identities.map(({ number }) => number)).toEqual([2, 3]);
    expect(merged.identities[0]).toMatchObject({
      seconds: 30,
      unsettledSeconds: 30,
      tracks: 4,
      firstSeconds: 1,
      lastSeconds: 11,
    });
    expect(merged.identities[0]?.crops.map(({ track }) => track)).toEqual([20, 10]);
    expect(merged.totals).toEqual(STATE.totals);
  });

  it('into somebody who is settled, settles', () => {
    const merged = withSaid({ kind: 'assign', identity: 1, personId: LISA.id }, { kind: 'merge', into: 1, from: [2] });
    expect(merged.totals.settledSeconds).toBe(35);
  });

  it('with what is locked or gone waits for the server', () => {
    expect(withSaid({ kind: 'merge', into: 3, from: [1] }).identities).toEqual(STATE.identities);
    expect(withSaid({ kind: 'merge', into: 1, from: [9] }).identities).toEqual(STATE.identities);
  });
});

it('what is locked changes only by its lock', () => {
  expect(only(3, { kind: 'assign', identity: 3, personId: LISA.id })).toEqual(STATE.identities[2]);
  const open: EditBodyShape = { kind: 'lock', identity: 3, locked: false };
  expect(only(3, open, { kind: 'assign', identity: 3, personId: LISA.id })).toMatchObject({
    isLocked: false,
    person: LISA,
  });
});

it('never somebody takes away a suggestion and what was said, and is remembered once', () => {
  const never = (number: number, personId: string): EditBodyShape => ({ kind: 'reject', identity: number, personId });
  expect(only(1, never(1, LISA.id), never(1, LISA.id))).toMatchObject({ suggestion: null, never: [LISA] });
  const open: EditBodyShape = { kind: 'lock', identity: 3, locked: false };
  expect(only(3, open, never(3, KYLE.id))).toMatchObject({ person: null, isSettled: false, unsettledSeconds: 5 });
});

it('saying so after all takes the never back', () => {
  const edits: EditBodyShape[] = [
    { kind: 'reject', identity: 1, personId: LISA.id },
    { kind: 'confirm', identity: 1, personId: LISA.id },
  ];
  expect(only(1, ...edits)).toMatchObject({ person: LISA, never: [] });
});

it('ignoring and naming settle, and their end asks again', () => {
  expect(only(1, { kind: 'ignore', identity: 1, as: 'poster' })).toMatchObject({
    isSettled: true,
    unsettledSeconds: 0,
  });
  const named: EditBodyShape = { kind: 'rename', identity: 1, name: 'Waiter' };
  expect(only(1, named)).toMatchObject({ name: 'Waiter', isSettled: true });
  expect(only(1, named, { kind: 'rename', identity: 1, name: null })).toMatchObject({ isSettled: false });
});

it('what the server has to measure stays', () => {
  expect(
    withSaid({ kind: 'split', identity: 1, tracks: [10] }, { kind: 'not-a-face', tracks: [10] }).identities,
  ).toEqual(STATE.identities);
});
