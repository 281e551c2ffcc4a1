import { describe, expect, test } from 'vitest';
import { madeUpRun } from '../../fixtures/made-up-review/made-up-history.ts';
import { applyEdit } from './apply-edit.ts';
import { pairsApart } from './pairs-apart.ts';
import { machineState } from './review-state.ts';
import { keyOfPair } from './seen-together.ts';

const same = (one: number, other: number) => ({
  question: { kind: 'same-person' as const, identities: [one, other] as const },
});
const fresh = () => machineState(madeUpRun('run', [1, 2, 4]));

describe('who must not become one person', () => {
  test('are those of a chain who were seen in one frame', () => {
    const known = { state: fresh(), seenTogether: new Map([[keyOfPair(1, 4), 2]]) };
    expect(pairsApart([same(1, 2), same(2, 4)], known)).toEqual([[1, 4]]);
    expect(pairsApart([same(1, 2)], known)).toEqual([]);
  });

  test('are those whom somebody told apart', () => {
    const state = fresh();
    const body = { kind: 'different' as const, identities: [4, 1] as [number, number] };
    applyEdit(state, { id: 'e1', seq: 1, author: 'a', runId: 'run', body });
    expect(pairsApart([same(1, 2), same(2, 4)], { state, seenTogether: new Map() })).toEqual([[1, 4]]);
  });

  test('are nobody where no question joins them', () => {
    const known = { state: fresh(), seenTogether: new Map([[keyOfPair(1, 4), 2]]) };
    expect(pairsApart([{ question: { kind: 'who', identity: 1 } }, same(1, 2)], known)).toEqual([]);
  });
});
