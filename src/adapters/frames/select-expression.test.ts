import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOST_WANTED_IN_ONE_RUN } from './plan-decode-runs.ts';
import { selectExpression } from './select-expression.ts';

it('keeps every frame when all are wanted', () => {
  expect(selectExpression({ wanted: null, framesFromKey: 0 })).toBeNull();
});

it('writes out a search for the wanted times', () => {
  expect(selectExpression({ wanted: [1, 2, 3, 4, 5], framesFromKey: 0 })).toBe(
    'if(lt(pts,3),eq(pts,1)+eq(pts,2),eq(pts,3)+eq(pts,4)+eq(pts,5))+not(mod(n+1,500))',
  );
});

it('waits for a key frame after a jump', () => {
  expect(selectExpression({ wanted: [7], framesFromKey: 1 })).toBe(
    'gte(st(1,ld(1)+gt(key+ld(1),0)),1)*(eq(pts,7)+not(mod(n+1,500)))',
  );
});

it('lets all from the first on through when they do not fit on a command line', () => {
  const wanted = Array.from({ length: MOST_WANTED_IN_ONE_RUN + 1 }, (_, n) => n + 12);
  expect(selectExpression({ wanted, framesFromKey: 0 })).toBe('gte(pts,12)+not(mod(n+1,500))');
});

it('stays below the limit of one argument with the largest times', () => {
  const wanted = Array.from({ length: MOST_WANTED_IN_ONE_RUN }, (_, n) => 8_000_000_000 + n);
  expect(selectExpression({ wanted, framesFromKey: 1 })?.length).toBeLessThan(120_000);
});

it('is non-zero exactly for the wanted times, heartbeat aside', () => {
  const times = fc.uniqueArray(fc.integer({ min: -50, max: 300 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(times, (list) => {
      const wanted = list.sort((a, b) => a - b);
      const expression = (selectExpression({ wanted, framesFromKey: 0 }) ?? '').replace(/\+not.*$/, '');
      const through = Array.from({ length: 360 }, (_, n) => n - 55).filter((pts) => evaluate(expression, pts));
      expect(through).toEqual(wanted);
    }),
  );
});

/** Evaluates `if(lt(pts,N),…,…)` and sums of `eq(pts,N)` as ffmpeg does. */
function evaluate(expression: string, pts: number): boolean {
  const branch = /^if\(lt\(pts,(-?\d+)\),(.*)\)$/.exec(expression);
  if (branch === null) return expression.split('+').some((term) => term === `eq(pts,${pts})`);
  const [, bound, both = ''] = branch;
  let depth = 0;
  const comma = [...both].findIndex((letter) => {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    return letter === ',' && depth === 0;
  });
  return evaluate(pts < Number(bound) ? both.slice(0, comma) : both.slice(comma + 1), pts);
}
