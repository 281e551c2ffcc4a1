import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { madeUpRun, madeUpScreenTime, withFolder } from './artifacts/made-up-run.test-support.ts';
import { formatRun } from './artifacts/run-json.ts';
import { formatScreenTimeJson } from './artifacts/screentime-table.ts';
import { formatBar, formatClock, formatTimecode, layOutTable } from './report-layout.ts';
import { reportRun } from './report-run.ts';
import { textWidth } from './text-width.ts';

async function writeRun(folder: string): Promise<void> {
  await writeFile(join(folder, 'run.json'), formatRun(madeUpRun));
  await writeFile(join(folder, 'screentime.json'), formatScreenTimeJson(madeUpScreenTime));
}

describe('reportRun', () => {
  it('prints the table, what to look at and where to look further', () =>
    withFolder(async (folder) => {
      await writeRun(folder);
      expect((await reportRun(folder)).replace(folder, 'out')).toMatchInlineSnapshot(`
        "episode 1.mp4
        1:40.0 · 640×360 · 2 shots · profile balanced · 100 of 100 frames analysed

        name                    seconds   share              first     last  shots  conf
        Zoë "Z" Ångström, née…   1:02.0   62.0%  ████████   0:00.0   1:32.0      2   95%
        Person 2                 0:05.0    5.0%  ▋          0:45.0   0:50.0      1   50%
        unattributed             0:01.0    1.0%  ▏          0:20.0   0:21.0      1

        Some face is visible for 1:07.0 of 1:40.0.
        Rules: preset standard, version 1.

        Look at this
         !  The file breaks off in the middle: 12 s of 112 s could not be read.
            Copy the file again from its source and repeat the analysis.
         !  Rejected detections: 66% (target at most 30%)
            Many finds were thrown away as blurred, hidden or no faces. If people are
            missing, use a sharper source of the video or another detector with
            --models.
         ·  Tracks per minute: 2.4 (target 10–30)
            Few faces were followed. If people are missing from the table, run again
            with --profile accurate; if few people appear, this is fine.

        Look further
          screentime.json   which track was seen when, behind every second
          crops/            the best pictures of every track
          screenalytics inspect out --at 00:00:20.0
        "
      `);
    }));

  it('keeps to 80 columns', () =>
    withFolder(async (folder) => {
      await writeRun(folder);
      const lines = (await reportRun(folder)).split('\n').filter((line) => !line.includes('screenalytics inspect'));
      expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(80);
    }));

  it('colours only when asked, and then changes no letter', () =>
    withFolder(async (folder) => {
      await writeRun(folder);
      const [plain, coloured] = [await reportRun(folder), await reportRun(folder, { colour: true })];
      expect(plain).not.toContain('\u001b');
      expect(coloured).toContain('\u001b[');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what colours begin with
      expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(plain);
    }));

  it('tells a missing folder, an unfinished run and a damaged file apart', () =>
    withFolder(async (folder) => {
      await expect(reportRun(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'run.missing' });
      await expect(reportRun(folder)).rejects.toMatchObject({ code: 'run.unfinished' });
      await writeFile(join(folder, 'run.json'), '{');
      await expect(reportRun(folder)).rejects.toMatchObject({ code: 'artifact.damaged' });
    }));
});

describe('layOutTable', () => {
  const row = {
    seconds: 3725.04,
    first_s: 0,
    last_s: 7199.96,
    shots: 210,
    tracks: 400,
    longest_s: 9,
    per_shot: [],
    intervals: [],
  };
  const names = [
    'Ana',
    'Zoe\u0308',
    '王菲王菲王菲王菲王菲王菲',
    '👩‍🚀 Sally',
    'A very long name indeed that cannot fit',
    null,
  ];
  const lines = layOutTable({
    schemaVersion: 1,
    preset: { name: 'standard', version: 1, gap_tolerance_s: 0.5, minimum_sightings: 1 },
    video_s: 7200,
    face_visible_s: 0,
    attributed_visible_s: 0,
    unattributed_visible_s: 0,
    person_s: 0,
    identities: names.map((name, i) => ({ ...row, identity: i + 1, name, confidence: 1 })),
    unattributed: { ...row, name: 'unattributed', seconds: 0, first_s: null, last_s: null },
  });

  it('fits 80 columns, with every name in the same width', () => {
    expect(lines).toHaveLength(8);
    expect(lines.every((line) => textWidth(line) <= 80)).toBe(true);
    const before = lines.slice(1, -1).map((line) => textWidth(line.slice(0, line.indexOf('1:02:05.0'))));
    expect(new Set(before).size).toBe(1);
    expect(lines[3]).toContain('王…');
    expect(lines[6]).toContain('Person 6');
  });

  it('shows dashes where there is no time', () => {
    expect(lines.at(-1)).toMatch(/unattributed +0:00\.0 +0\.0% +– +– +210$/);
  });
});

describe('numbers in the report', () => {
  it('formats times to the tenth, carrying over', () => {
    expect([0, 9.94, 59.96, 83.4, 3599.95, 3725.04].map(formatClock)).toEqual([
      '0:00.0',
      '0:09.9',
      '1:00.0',
      '1:23.4',
      '1:00:00.0',
      '1:02:05.0',
    ]);
    expect([83.4, 3725].map(formatTimecode)).toEqual(['00:01:23.4', '01:02:05.0']);
  });

  it('draws bars in eighths and never hides a small share', () => {
    expect([0, 0.001, 0.5, 0.53125, 1, 2].map((share) => formatBar(share, 4))).toEqual([
      '',
      '▏',
      '██',
      '██▏',
      '████',
      '████',
    ]);
  });
});
