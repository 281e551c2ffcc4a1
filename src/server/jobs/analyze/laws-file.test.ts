import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Laws } from '../../../pipeline/cluster/laws.ts';
import { direction } from '../../../pipeline/made-up-faces.test-support.ts';
import { fillLawsFile } from '../operations/laws-file.ts';
import { formatLaws, parseLaws, readLawsFile } from './laws-file.ts';

const LAWS: Laws = {
  of: {
    tracks: [
      {
        track: 1,
        firstSeconds: 0.5,
        lastSeconds: 2,
        boxes: [{ seconds: 0.5, left: 0.1, top: 0.2, width: 0.3, height: 0.4 }],
        template: direction(1, 2, 3),
        model: 'e'.repeat(64),
      },
      { track: 2, firstSeconds: 1, lastSeconds: 1, boxes: [], template: null, model: null },
    ],
    faces: [],
    cuts: [0, 4.2],
    duration: 10,
  },
  must: [[1, 2]],
  cannot: [[2, 3]],
  people: [
    { track: 1, person: 'Zoë' },
    { track: 2, person: null },
  ],
  never: [{ track: 1, person: 'Mira' }],
  notFaces: [4],
};

describe('laws.json', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'screenalytics-laws-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('says again what was written, with vectors to the last bit', () => {
    const { of, ...said } = parseLaws(formatLaws(LAWS), 'laws.json');
    expect(said).toEqual({ ...LAWS, of: undefined });
    expect([...(of.tracks[0]?.template ?? [])]).toEqual([...(LAWS.of.tracks[0]?.template ?? [])]);
    expect({ ...of, tracks: of.tracks.map((each) => ({ ...each, template: null })) }).toEqual({
      ...LAWS.of,
      tracks: LAWS.of.tracks.map((each) => ({ ...each, template: null })),
    });
  });

  it('takes a name for the same however its letters are put together', () => {
    const decomposed = formatLaws(LAWS).replace('Zoë', 'Zoe\u0308');
    expect(parseLaws(decomposed, 'laws.json').people[0]?.person).toBe('Zoë');
  });

  it('names what is wrong, and where', async () => {
    const wrong = (from: string, to: string) => () => parseLaws(formatLaws(LAWS).replace(from, to), 'a/laws.json');
    expect(wrong('"person": "Mira"', '"person": ""')).toThrow(/a\/laws\.json.*never\.0\.person/);
    expect(wrong('"duration": 10', '"duration": -1')).toThrow(/of\.duration/);
    expect(wrong('"template": "', '"template": "AAA=')).toThrow(/of\.tracks\.0\.template/);
    await expect(readLawsFile(path.join(folder, 'absent.json'))).rejects.toMatchObject({ code: 'laws.missing' });
  });

  it('lies where an analysis reads it, as long as there is something to say', async () => {
    const file = path.join(folder, 'laws.json');
    expect(await fillLawsFile(LAWS, file)).toBe(file);
    const { laws, sha256 } = await readLawsFile(file);
    expect(laws.notFaces).toEqual([4]);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await fillLawsFile(null, file)).toBeNull();
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
