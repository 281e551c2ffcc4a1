import fc from 'fast-check';
import { expect, it } from 'vitest';
import { someOfEach } from './some-of-each.ts';

const of = (person: string, count: number) => Array.from({ length: count }, (_, number) => ({ person, number }));

it('takes all where there are few enough', () => {
  const items = [...of('a', 3), ...of('b', 1)];
  expect(someOfEach(items, 4)).toEqual({ items, isSample: false });
});

it('takes equally many of each, evenly spread; what those with few leave goes to the others', () => {
  const { items, isSample } = someOfEach([...of('a', 100), ...of('b', 2), ...of('c', 100)], 10);
  expect(isSample).toBe(true);
  expect(items.filter(({ person }) => person === 'b')).toHaveLength(2);
  expect(items.filter(({ person }) => person === 'a').map(({ number }) => number)).toEqual([0, 25, 50, 75]);
  expect(items.filter(({ person }) => person === 'c')).toHaveLength(4);
});

it('takes everybody, nothing twice, and no more than wanted', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 8, max: 80 }),
      (sizes, most) => {
        const { items } = someOfEach(
          sizes.flatMap((size, index) => of(String(index), size)),
          most,
        );
        expect(items.length).toBeLessThanOrEqual(most);
        expect(new Set(items).size).toBe(items.length);
        expect(new Set(items.map(({ person }) => person)).size).toBe(sizes.length);
      },
    ),
  );
});
