import { describe, expect, it } from 'vitest';
import type { Shot } from '../../../../pipeline/records.ts';
import { framesOf, shotsOf } from '../../../../pipeline/screen-time/made-up-episode.test-support.ts';
import { framesCsvLines } from './frames-csv.ts';
import { formatIdentities, parseIdentities } from './identities-json.ts';
import { madeUpRun } from './made-up-run.test-support.ts';
import { formatRun, parseRun } from './run-json.ts';
import { parseShotsCsv, shotsCsvLines } from './shots-csv.ts';

// 30000/1001 frames per second, first time stamp at 2002.
const table = {
  pts: Float64Array.of(2002, 3003, 4004, 5005),
  timeBase: { numerator: 1, denominator: 30_000 },
  endPts: 6006,
};

describe('frames.csv', () => {
  it('gives ticks and seconds of the analysed frames', () => {
    expect([...framesCsvLines(table, framesOf(0, 3))]).toEqual([
      'frame,pts,time_base,seconds',
      '1,2002,1/30000,0.000000',
      '4,5005,1/30000,0.100100',
    ]);
  });
});

describe('shots.csv', () => {
  it('gives 1-based frames and an exclusive end that is the next start', () => {
    const [first, second] = shotsOf([0, 1], 4) as [Shot, Shot];
    expect([...shotsCsvLines(table, [first, { ...second, transition: 'dissolve' }])]).toEqual([
      'shot,start_frame,end_frame,start_s,end_s,transition',
      '1,1,1,0.000000,0.033367,start',
      '2,2,4,0.033367,0.133467,dissolve',
    ]);
  });
});

describe('shots.csv, read', () => {
  it('gives what was written, and names a damaged line', () => {
    const text = `${[...shotsCsvLines(table, shotsOf([0, 1], 4))].join('\n')}\n`;
    expect(parseShotsCsv(text, 'shots.csv')).toEqual([
      { shot: 1, startFrame: 1, endFrame: 1, startSeconds: 0, endSeconds: 0.033367, transition: 'start' },
      { shot: 2, startFrame: 2, endFrame: 4, startSeconds: 0.033367, endSeconds: 0.133467, transition: 'cut' },
    ]);
    expect(() => parseShotsCsv(text.replace('cut', 'cu'), 'shots.csv')).toThrow(/shots\.csv line 3/);
  });
});

describe('identities.json', () => {
  it('reads back what was written', () => {
    const entry = {
      identity: 1,
      name: null,
      tracks: [1, 4],
      faceCount: 20,
      cohesion: 0.81,
      confidence: 0.9,
      centroidRow: 0,
      bestCrop: 'crops/track-4/1.jpg',
      castMatch: { verdict: 'ask' as const, name: 'Nora', likeness: 0.36, margin: 0.2 },
    };
    expect(parseIdentities(formatIdentities([entry]), 'identities.json')).toEqual([entry]);
    expect(() => parseIdentities('{"schemaVersion":2}', 'identities.json')).toThrow(/schemaVersion/);
  });
});

describe('run.json', () => {
  it('reads back what was written', () => {
    expect(parseRun(formatRun(madeUpRun), 'run.json')).toEqual(madeUpRun);
  });

  it('is the same text but for `timing`, whatever order the keys were given in', () => {
    const { timing, ...rest } = madeUpRun;
    const reordered = Object.fromEntries(Object.entries({ ...rest, timing }).reverse()) as typeof madeUpRun;
    expect(formatRun(reordered)).toBe(formatRun(madeUpRun));
    const later = { ...madeUpRun, timing: { startedAt: '2027-01-01T00:00:00.000Z', stages: [] } };
    const textWithoutTiming = (run: typeof madeUpRun) => formatRun(run).split('"timing"')[0];
    expect(textWithoutTiming(later)).toBe(textWithoutTiming(madeUpRun));
  });

  it('refuses a hash that is none', () => {
    const models = { detector: { file: 'a.onnx', sha256: 'abc', licence: 'MIT' } };
    expect(() => formatRun({ ...madeUpRun, models })).toThrow();
  });
});
