import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { seconds } from '../../../../pipeline/units.ts';
import { madeUpScreenTime } from './made-up-run.test-support.ts';
import { formatScreenTimeCsv, formatScreenTimeJson, parseScreenTime } from './screentime-table.ts';

describe('screentime.csv', () => {
  const text = formatScreenTimeCsv(madeUpScreenTime);

  it('has the agreed header, a row per identity and the unattributed row last', () => {
    expect(text).toBe(
      [
        'identity,name,seconds,first_s,last_s,shots,tracks,confidence',
        '1,"Zoë ""Z"" Ångström, née Łuczak-Bäumler",62.000,0.000,92.000,2,2,0.95',
        '2,,5.000,45.000,50.000,1,1,0.50',
        ',unattributed,1.000,20.000,21.000,1,1,',
        '',
      ].join('\n'),
    );
  });

  it('survives a CSV reader', () => {
    const rows: Record<string, string>[] = parse(text, { columns: true });
    expect(rows[0]?.['name']).toBe('Zoë "Z" Ångström, née Łuczak-Bäumler');
  });

  it('leaves times empty where nothing was seen', () => {
    const nothing = formatScreenTimeCsv({
      ...madeUpScreenTime,
      identities: [],
      unattributed: {
        seconds: seconds(0),
        first: null,
        last: null,
        longest: seconds(0),
        tracks: 0,
        perShot: [],
        receipts: [],
      },
    });
    expect(nothing.split('\n')[1]).toBe(',unattributed,0.000,,,0,0,');
  });
});

describe('screentime.json', () => {
  it('reads back with the receipts behind every second', () => {
    const table = parseScreenTime(formatScreenTimeJson(madeUpScreenTime), 'screentime.json');
    expect(table.preset).toEqual({ name: 'standard', version: 1, gap_tolerance_s: 0.5, minimum_sightings: 1 });
    expect(table.identities[0]).toMatchObject({
      identity: 1,
      seconds: 62,
      longest_s: 40,
      per_shot: [
        { shot: 1, seconds: 40 },
        { shot: 2, seconds: 22 },
      ],
      intervals: [
        { start_s: 0, end_s: 40, shot: 1, tracks: [1] },
        { start_s: 70, end_s: 92, shot: 2, tracks: [2] },
      ],
    });
    expect(table).toMatchObject({ video_s: 100, face_visible_s: 67, person_s: 68, unattributed_visible_s: 1 });
  });

  it('refuses a damaged file by name', () => {
    expect(() => parseScreenTime('{}', 'out/screentime.json')).toThrow(/^out\/screentime\.json cannot be used/);
  });
});
