import { describe, expect, it } from 'vitest';
import { NOTHING, toggled, toggledAll, toggledRange } from './selection.ts';

const SHOWN = ['a', 'b', 'c', 'd'];
const chosen = ({ ids }: { ids: ReadonlySet<string> }) => [...ids].sort().join('');

describe('a selection', () => {
  it('takes a row in and out', () => {
    const one = toggled(NOTHING, 'b');
    expect(chosen(one)).toBe('b');
    expect(chosen(toggled(one, 'b'))).toBe('');
  });

  it('spans from the last touched row, in both directions, and drops likewise', () => {
    const down = toggledRange(toggled(NOTHING, 'b'), 'd', SHOWN);
    expect(chosen(down)).toBe('bcd');
    expect(chosen(toggledRange(down, 'a', SHOWN))).toBe('abcd');
    expect(chosen(toggledRange(down, 'c', SHOWN))).toBe('b');
  });

  it('begins anew where the anchor is no longer shown', () => {
    expect(chosen(toggledRange(toggled(NOTHING, 'gone'), 'c', SHOWN))).toBe('cgone');
  });

  it('takes all, then none', () => {
    const all = toggledAll(toggled(NOTHING, 'a'), SHOWN);
    expect(chosen(all)).toBe('abcd');
    expect(chosen(toggledAll(all, SHOWN))).toBe('');
  });
});
