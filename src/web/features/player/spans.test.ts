import { describe, expect, it } from 'vitest';
import { forEachBlock, nextStart, previousStart, secondsWithin, spanAt, spansOf } from './spans.ts';

const spans = spansOf([
  { start: 10, end: 12 },
  { start: 2, end: 4 },
  { start: 12, end: 20 },
  { start: 3, end: 5 },
]);

const blocks = (given: Parameters<typeof forEachBlock>[0], start: number, secondsPerPixel: number, width = 100) => {
  const drawn: [number, number][] = [];
  forEachBlock(given, { start, secondsPerPixel, width }, (from, to) => drawn.push([from, to]));
  return drawn;
};

describe('spans', () => {
  it('are in order, overlapping ones are one, touching ones stay two', () => {
    expect([...spans.starts]).toEqual([2, 10, 12]);
    expect([...spans.ends]).toEqual([5, 12, 20]);
  });

  it('are found by time, the end excluded', () => {
    expect([1, 2, 4.9, 5, 12, 20].map((at) => spanAt(spans, at))).toEqual([-1, 0, 0, -1, 2, -1]);
  });

  it('are counted inside a range', () => {
    const two = [
      { start: 0, end: 10 },
      { start: 5, end: 15 },
    ];
    expect(secondsWithin(two, 0, 100)).toBe(20);
    expect(secondsWithin(two, 8, 12)).toBe(6);
    expect(secondsWithin(two, 20, 30)).toBe(0);
  });

  it('can be walked through in both directions', () => {
    const other = spansOf([{ start: 6, end: 7 }]);
    expect(nextStart([spans], 2)).toBe(10);
    expect(nextStart([spans, other], 2)).toBe(6);
    expect(nextStart([spans], 12)).toBeNull();
    expect(previousStart([spans], 11)).toBe(10);
    expect(previousStart([spans], 10)).toBe(2);
    expect(previousStart([spans], 2)).toBeNull();
  });
});

describe('blocks to draw', () => {
  it('are those that can be seen', () => {
    expect(blocks(spans, 0, 0.25)).toEqual([
      [8, 20],
      [40, 48],
      [48, 80],
    ]);
    expect(blocks(spans, 4, 0.1, 30)).toEqual([[0, 10]]);
    expect(blocks(spans, 30, 1)).toEqual([]);
  });

  it('are one where a pixel cannot tell them apart, and never vanish', () => {
    const many = spansOf(Array.from({ length: 1000 }, (_, at) => ({ start: at, end: at + 0.5 })));
    expect(blocks(many, 0, 100, 20)).toEqual([[0, 11]]);
    expect(blocks(spansOf([{ start: 50, end: 50.001 }]), 0, 1)).toEqual([[50, 51]]);
  });

  it('reach from edge to edge where a span is longer than the view', () => {
    expect(blocks(spansOf([{ start: 0, end: 1000 }]), 400, 0.1)).toEqual([[0, 100]]);
  });
});
