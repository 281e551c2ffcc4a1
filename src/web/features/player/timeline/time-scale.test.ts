import { describe, expect, it } from 'vitest';
import { following, limited, markStep, marks, panned, toPixel, toSeconds, wholeView, zoomed } from './time-scale.ts';

const limits = { duration: 100, shortest: 0.5 };

describe('a view', () => {
  it('shows nothing outside the episode and nothing closer than the closest look', () => {
    expect(limited({ start: -5, span: 20 }, limits)).toEqual({ start: 0, span: 20 });
    expect(limited({ start: 95, span: 20 }, limits)).toEqual({ start: 80, span: 20 });
    expect(limited({ start: 10, span: 500 }, limits)).toEqual({ start: 0, span: 100 });
    expect(limited({ start: 10, span: 0.01 }, limits)).toEqual({ start: 10, span: 0.5 });
    expect(wholeView({ duration: 0.1, shortest: 0.5 })).toEqual({ start: 0, span: 0.5 });
  });

  it('keeps what the pointer is on where it is when it zooms', () => {
    const view = { start: 20, span: 40 };
    const closer = zoomed(view, { factor: 4, anchor: 50 }, limits);
    expect(closer).toEqual({ start: 42.5, span: 10 });
    expect(toPixel(closer, 800, 50)).toBeCloseTo(toPixel(view, 800, 50), 9);
  });

  it('comes back when it zooms in and out, and stops at the limits', () => {
    const view = { start: 20, span: 40 };
    const there = zoomed(view, { factor: 2, anchor: 30 }, limits);
    expect(zoomed(there, { factor: 0.5, anchor: 30 }, limits)).toEqual(view);
    const closest = zoomed(view, { factor: 1e9, anchor: 30 }, limits);
    expect(closest.span).toBe(0.5);
    expect(zoomed(closest, { factor: 2, anchor: 30.1 }, limits)).toEqual(closest);
  });

  it('pans to the edges and no further', () => {
    expect(panned({ start: 20, span: 40 }, 15, limits)).toEqual({ start: 35, span: 40 });
    expect(panned({ start: 20, span: 40 }, 1000, limits)).toEqual({ start: 60, span: 40 });
  });

  it('follows by turning pages, and rests at the end', () => {
    const view = { start: 20, span: 10 };
    expect(following(view, 25, limits)).toBe(view);
    expect(following(view, 29.9, limits).start).toBeCloseTo(29.1, 9);
    expect(following(view, 5, limits).start).toBeCloseTo(4.2, 9);
    const last = { start: 90, span: 10 };
    expect(following(last, 99.9, limits)).toBe(last);
  });

  it('goes from seconds to pixels and back', () => {
    const view = { start: 12.5, span: 7 };
    for (const pixel of [0, 1, 333, 1000]) {
      expect(toPixel(view, 1000, toSeconds(view, 1000, pixel))).toBeCloseTo(pixel, 9);
    }
  });
});

describe('marks', () => {
  it('are as fine as there is room', () => {
    expect(markStep({ start: 0, span: 10_800 }, 1200, 80)).toBe(900);
    expect(markStep({ start: 0, span: 71 }, 1200, 80)).toBe(5);
    expect(markStep({ start: 0, span: 0.5 }, 1200, 80)).toBe(0.1);
    expect(markStep({ start: 0, span: 1e9 }, 100, 80)).toBe(7200);
  });

  it('stand on whole steps and cover the view', () => {
    expect(marks({ start: 12, span: 11 }, 5)).toEqual([10, 15, 20, 25]);
    expect(marks({ start: 3599.9, span: 0.2 }, 0.1).at(-1)).toBeCloseTo(3600.1, 9);
  });
});
