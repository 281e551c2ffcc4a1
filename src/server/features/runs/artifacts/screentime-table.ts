/**
 * `screentime.csv` for spreadsheets, and `screentime.json` with the same rows plus what stands behind them: the preset,
 * the totals, the seconds per shot and the receipts (which track was seen when).
 */
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import type { ScreenTime, ScreenTimeRow } from '../../../../pipeline/screen-time/screen-time.ts';
import { formatJson, parseArtifact } from '../../../results/parse-artifact.ts';

const header = ['identity', 'name', 'seconds', 'first_s', 'last_s', 'shots', 'tracks', 'confidence'];

/**
 * Text of `screentime.csv`: a row per identity, then the row of the tracks without one (`identity` empty, `name`
 * `unattributed`). Seconds have three decimals, confidence two. Quoted as RFC 4180 asks, but with line feeds.
 */
export function formatScreenTimeCsv(screenTime: ScreenTime): string {
  const time = (value: number | null): string => value?.toFixed(3) ?? '';
  const cells = (row: ScreenTimeRow) => [
    time(row.seconds),
    time(row.first),
    time(row.last),
    row.perShot.length,
    row.tracks,
  ];
  return stringify([
    header,
    ...screenTime.identities.map((row) => [row.identity, row.name ?? '', ...cells(row), row.confidence.toFixed(2)]),
    ['', 'unattributed', ...cells(screenTime.unattributed), ''],
  ]);
}

const rowShape = {
  name: z.string().nullable(),
  seconds: z.number(),
  first_s: z.number().nullable(),
  last_s: z.number().nullable(),
  shots: z.int(),
  tracks: z.int(),
  longest_s: z.number(),
  per_shot: z.array(z.object({ shot: z.int(), seconds: z.number() })),
  intervals: z.array(z.object({ start_s: z.number(), end_s: z.number(), shot: z.int(), tracks: z.array(z.int()) })),
};

const schema = z.object({
  schemaVersion: z.literal(1),
  preset: z.object({
    name: z.string(),
    version: z.int(),
    gap_tolerance_s: z.number(),
    minimum_sightings: z.int(),
  }),
  video_s: z.number(),
  /** Wall time with at least one face; with one that has an identity; with one that has none. */
  face_visible_s: z.number(),
  attributed_visible_s: z.number(),
  unattributed_visible_s: z.number(),
  /** Sum of all rows. */
  person_s: z.number(),
  identities: z.array(z.object({ identity: z.int(), confidence: z.number(), ...rowShape })),
  unattributed: z.object(rowShape),
});

/** Content of `screentime.json`. Times in seconds since the first decoded frame. */
export type ScreenTimeTable = z.infer<typeof schema>;

/** A millionth of a second is finer than any time base; what lies below is noise of the arithmetic. */
const micro = (value: number): number => Math.round(value * 1e6) / 1e6;
const microOrNull = (value: number | null): number | null => (value === null ? null : micro(value));

const jsonRow = (name: string | null, row: ScreenTimeRow) => ({
  name,
  seconds: micro(row.seconds),
  first_s: microOrNull(row.first),
  last_s: microOrNull(row.last),
  shots: row.perShot.length,
  tracks: row.tracks,
  longest_s: micro(row.longest),
  per_shot: row.perShot.map(({ shot, seconds }) => ({ shot, seconds: micro(seconds) })),
  intervals: row.receipts.map(({ start, end, shot, tracks }) => ({
    start_s: micro(start),
    end_s: micro(end),
    shot,
    tracks: [...tracks],
  })),
});

/** Text of `screentime.json`. */
export function formatScreenTimeJson(screenTime: ScreenTime): string {
  const { preset } = screenTime;
  const table: ScreenTimeTable = {
    schemaVersion: 1,
    preset: {
      name: preset.name,
      version: preset.version,
      gap_tolerance_s: preset.gapToleranceSeconds,
      minimum_sightings: preset.minimumSightings,
    },
    video_s: micro(screenTime.videoSeconds),
    face_visible_s: micro(screenTime.faceVisible),
    attributed_visible_s: micro(screenTime.attributedVisible),
    unattributed_visible_s: micro(screenTime.unattributedVisible),
    person_s: micro(screenTime.personSeconds),
    identities: screenTime.identities.map((row) => ({
      identity: row.identity,
      confidence: row.confidence,
      ...jsonRow(row.name, row),
    })),
    unattributed: jsonRow('unattributed', screenTime.unattributed),
  };
  return formatJson(table);
}

/** Content of the text of `screentime.json`. @throws UserError when it is damaged; `place` is the path to name. */
export function parseScreenTime(text: string, place: string): ScreenTimeTable {
  return parseArtifact(schema, text, place);
}
