import { describe, expect, it } from 'vitest';
import { advanced, chosen, markedRange, moved, NO_CHOICE, settledIn, targetsOf, toggledMark } from './choice.ts';

const LIST = [5, 3, 8, 1, 9];
const marks = (choice: { readonly marked: ReadonlySet<number> }): number[] => [...choice.marked].sort((a, b) => a - b);

describe('what is done to', () => {
  it('is the one under the cursor, where nothing is marked', () => {
    expect(targetsOf(chosen(8), LIST)).toEqual([8]);
    expect(targetsOf(NO_CHOICE, LIST)).toEqual([]);
    expect(targetsOf(chosen(7), LIST)).toEqual([]);
  });

  it('are the marked ones in the order of the list, wherever the cursor is', () => {
    const choice = moved(toggledMark(toggledMark(chosen(9), 9), 3), { by: 1 }, LIST);
    expect(choice.cursor).toBe(8);
    expect(targetsOf(choice, LIST)).toEqual([3, 9]);
  });
});

describe('marking', () => {
  it('another one keeps the one that was chosen', () => {
    expect(marks(toggledMark(chosen(5), 8))).toEqual([5, 8]);
  });

  it('twice takes the mark away', () => {
    const once = toggledMark(chosen(5), 5);
    expect(marks(once)).toEqual([5]);
    expect(marks(toggledMark(once, 5))).toEqual([]);
  });

  it('a range goes from where it began, in both directions, and may be changed', () => {
    const down = markedRange(chosen(3), 1, LIST);
    expect(marks(down)).toEqual([1, 3, 8]);
    expect(marks(markedRange(down, 5, LIST))).toEqual([1, 3, 5, 8]);
  });

  it('a range to where the list no longer is, is a click', () => {
    expect(markedRange(chosen(3), 77, LIST)).toEqual(chosen(77));
  });

  it('walks with Shift', () => {
    const choice = moved(moved(chosen(3), { by: 1, marks: true }, LIST), { by: 1, marks: true }, LIST);
    expect(choice.cursor).toBe(1);
    expect(marks(choice)).toEqual([1, 3, 8]);
  });
});

describe('walking', () => {
  it('stops at the ends', () => {
    expect(moved(chosen(5), { by: -4 }, LIST).cursor).toBe(5);
    expect(moved(chosen(1), { by: 10 }, LIST).cursor).toBe(9);
  });

  it('begins at the end it comes from', () => {
    expect(moved(NO_CHOICE, { by: 1 }, LIST).cursor).toBe(5);
    expect(moved(NO_CHOICE, { by: -1 }, LIST).cursor).toBe(9);
    expect(moved(chosen(1), { by: 1 }, [])).toEqual(NO_CHOICE);
  });
});

describe('when the list changes', () => {
  it('nothing is touched where everything is still there', () => {
    const choice = toggledMark(chosen(8), 3);
    expect(settledIn(choice, LIST, LIST.toReversed())).toBe(choice);
  });

  it('the cursor goes to what stood behind, and marks of what is gone go', () => {
    const choice = toggledMark(toggledMark(chosen(3), 8), 9);
    const after = settledIn({ ...choice, cursor: 8 }, LIST, [5, 3, 1]);
    expect(after.cursor).toBe(1);
    expect(marks(after)).toEqual([3]);
  });

  it('at the end it goes to the one before; in another list to its first', () => {
    expect(settledIn(chosen(9), LIST, [5, 3, 8]).cursor).toBe(8);
    expect(settledIn(chosen(9), LIST, [40, 41]).cursor).toBe(40);
    expect(settledIn(chosen(9), LIST, []).cursor).toBeNull();
  });
});

describe('after something is done', () => {
  it('the next one that nothing was done to is chosen', () => {
    expect(advanced(chosen(3), LIST)).toEqual(chosen(8));
    expect(advanced(toggledMark(chosen(3), 1), LIST)).toEqual(chosen(9));
  });

  it('at the end the last before it; alone it stays', () => {
    expect(advanced(chosen(9), LIST)).toEqual(chosen(1));
    expect(advanced(chosen(5), [5]).cursor).toBe(5);
  });
});
