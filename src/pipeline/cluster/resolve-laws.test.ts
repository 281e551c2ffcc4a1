import { describe, expect, it } from 'vitest';
import type { Laws } from './laws.ts';
import { resolveLaws } from './resolve-laws.ts';

const NOTHING: Laws = {
  of: { tracks: [], faces: [], cuts: [], duration: 0 },
  must: [],
  cannot: [],
  people: [],
  never: [],
  notFaces: [],
};
const resolve = (said: Partial<Laws>) => {
  const { groups, apart, dropped } = resolveLaws({ ...NOTHING, ...said });
  return { groups: groups.map(({ tracks, person }) => [tracks, person]), apart, dropped: [...dropped] };
};
const is = (track: number, person: string | null) => ({ track, person });

describe('resolveLaws', () => {
  it('makes one person of what is one, also by the way of others, and of all who have a name', () => {
    expect(
      resolve({
        must: [
          [3, 1],
          [4, 3],
        ],
        people: [is(7, 'Anna'), is(9, 'Anna'), is(8, 'Berta')],
      }),
    ).toEqual({
      groups: [
        [[1, 3, 4], undefined],
        [[7, 9], 'Anna'],
        [[8], 'Berta'],
      ],
      apart: [[1, 2]],
      dropped: [],
    });
  });

  it('sets people apart as wholes: by what is said, by name, and by never', () => {
    const said = {
      must: [
        [1, 2],
        [3, 4],
      ],
      cannot: [[2, 3]],
      people: [is(4, 'Anna'), is(6, null)],
      never: [{ track: 5, person: 'Anna' }],
    } as const;
    expect(resolve(said)).toEqual({
      groups: [
        [[1, 2], undefined],
        [[3, 4], 'Anna'],
        [[5], undefined],
        [[6], null],
      ],
      apart: [
        [0, 1],
        [1, 2],
        [1, 3],
      ],
      dropped: [],
    });
  });

  it('drops what contradicts: two people stay two, a name comes before the same person', () => {
    const must = [1, 3] as const;
    expect(resolve({ must: [[1, 2], [2, 3], must], cannot: [[1, 3]] }).dropped).toEqual([[2, 3], must]);
    expect(resolve({ must: [must], people: [is(1, 'Anna'), is(3, 'Berta')] }).dropped).toEqual([must]);
    expect(resolve({ people: [is(1, 'Anna'), is(1, 'Berta')] }).dropped).toEqual([is(1, 'Berta')]);
    expect(resolve({ people: [is(1, 'Anna')], never: [{ track: 1, person: 'Anna' }] }).dropped).toEqual([
      is(1, 'Anna'),
    ]);
    expect(resolve({ people: [is(1, 'Anna'), is(2, 'Anna')], cannot: [[1, 2]] }).dropped).toEqual([is(2, 'Anna')]);
    expect(resolve({ cannot: [[1, 1]] }).dropped).toEqual([[1, 1]]);
  });

  it('does not ask who it is that is no face', () => {
    expect(resolve({ must: [[1, 2]], people: [is(2, 'Anna')], cannot: [[2, 3]], notFaces: [2] })).toEqual({
      groups: [],
      apart: [],
      dropped: [],
    });
  });
});
