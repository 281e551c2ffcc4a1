import { describe, expect, it } from 'vitest';
import { withDoubles } from './lua-numbers.ts';

describe('numbers of Lua 5.1 in Lua 5.3', () => {
  it.each([
    ['return 1 + 0x100000000', 'return 1.0 + 4294967296.0'],
    ['x1 = y2.z3[10]', 'x1 = y2.z3[10.0]'],
    ['local f = 2.50 .. 3 .. .5', 'local f = 2.50 .. 3.0 .. .5'],
    ['return 1e3, 5E-2, 7', 'return 1e3, 5E-2, 7.0'],
    [`return "1 0x10", '2 \\' 3', [[4]], [==[5 ]] 6]==], 7`, `return "1 0x10", '2 \\' 3', [[4]], [==[5 ]] 6]==], 7.0`],
    ['return 1 -- 2 of 3\n, 4', 'return 1.0 -- 2 of 3\n, 4.0'],
    ['--[[ 1\n2 ]] return 3', '--[[ 1\n2 ]] return 3.0'],
    ['return 0xffffffffffffffffffff', 'return 1.2089258196146292e+24'],
  ])('%s', (source, expected) => {
    expect(withDoubles(source)).toBe(expected);
  });
});
