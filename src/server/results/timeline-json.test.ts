import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTimeline, parseTimeline } from './timeline-json.ts';

const picture = { width: 720, height: 576, displayWidth: 1024, displayHeight: 576 };
const timeBase = { numerator: 1, denominator: 90_000 };

describe('timeline.json', () => {
  it('reads back every time stamp, whatever the rate', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, fc.integer({ min: -5000, max: 5000 }), (lengths, start) => {
        let clock = start;
        const pts = Float64Array.from([start, ...lengths.map((length) => (clock += length))]);
        const timeline = { picture, frameTable: { pts, timeBase, endPts: clock + 3 } };
        expect(parseTimeline(formatTimeline(timeline), 'timeline.json')).toEqual(timeline);
      }),
    );
    const none = { picture, frameTable: { pts: new Float64Array(0), timeBase, endPts: 0 } };
    expect(parseTimeline(formatTimeline(none), 'timeline.json')).toEqual(none);
  });

  it('is short where the rate is constant', () => {
    const pts = Float64Array.from({ length: 80_000 }, (_, frame) => 1024 + frame * 3600);
    const text = formatTimeline({ picture, frameTable: { pts, timeBase, endPts: 1024 + 80_000 * 3600 } });
    expect(JSON.parse(text)).toMatchObject({ startPts: 1024, steps: [[79_999, 3600]] });
  });

  it('names what is damaged', () => {
    expect(() => parseTimeline('{"schemaVersion":1', 'x/timeline.json')).toThrow(/x\/timeline\.json cannot be used/);
  });
});
