/** For tests: people who come and go in a video of any frame rate, as what exports are written from. */
import sharp from 'sharp';
import { makeUpAnalysis } from '../../../../fixtures/made-up-result/made-up-analysis.ts';
import { shotSpan } from '../../../pipeline/frame-times.ts';
import type { FrameTable } from '../../../pipeline/records.ts';
import { measureScreenTime } from '../../../pipeline/screen-time/screen-time.ts';
import { interpolateTracks } from '../../../pipeline/track/interpolate-track.ts';
import { type ExportOptions, exportOptions } from '../../contract/exports.ts';
import { presetOf } from '../../results/measure-run.ts';
import { assembleData } from './assemble-data.ts';
import type { ExportData } from './export-data.ts';
import { type BoxRow, formatBox } from './formats/mot-rows.ts';
import { writeExport } from './formats.ts';

export const MADE_UP_NAMES = ['Zoë Ångström', '=1+1|cmd --> x', 'Мария & <b>Δ</b>', null];
const SHOTS = 12;
const SIZE = { shots: SHOTS, tracksPerShot: 5, facesPerTrack: 1, dimensions: 4, names: MADE_UP_NAMES };
export const MADE_UP_FRAMES = SHOTS * 50;

/** Frames at a constant rate in ticks of a container. */
export function steadyTable(rate: number, ticks: number): FrameTable {
  const at = (frame: number): number => 500 + Math.round((frame / rate) * ticks);
  const pts = Float64Array.from({ length: MADE_UP_FRAMES }, (_, frame) => at(frame));
  return { pts, timeBase: { numerator: 1, denominator: ticks }, endPts: at(MADE_UP_FRAMES) };
}

/** Every tenth frame is shown twice as long as the others, 25 a second. */
export const unevenTable = (): FrameTable => makeUpAnalysis(SIZE).scan.frameTable;

export async function madeUpExport(frameTable: FrameTable, options: Partial<ExportOptions> = {}): Promise<ExportData> {
  const made = makeUpAnalysis(SIZE);
  const { shots } = made.scan;
  const evidence = { ...made, shots, frameTable };
  const asked = exportOptions.parse(options);
  const subjects = made.identities.map(({ identity, name, tracks, confidence }) => {
    const measured = { identity, name, tracks, confidence };
    return [identity, { personId: null, name, identities: [identity], measured }] as const;
  });
  const boxes = [...interpolateTracks({ ...evidence, gapToleranceSeconds: 0.5 })].flatMap((tracks) =>
    tracks
      .flatMap((track) =>
        track.boxes.map(({ frame, box, score }): BoxRow => ({ ...box, frame: frame + 1, id: track.track, score })),
      )
      .sort((a, b) => a.frame - b.frame || a.id - b.id),
  );
  const grey = { width: 112, height: 112, channels: 3 as const, background: '#806050' };
  const crop = await sharp({ create: grey }).jpeg().toBuffer();
  return assembleData(
    {
      title: 'Das Büro – 部長 S01E02',
      runId: null,
      receipt: {
        programVersion: '0.1.0',
        video: { file: 'episode & co.mp4', sha256: 'ab'.repeat(32), seconds: 24, hasSound: true, startTimecode: null },
        profile: 'balanced',
        config: { profile: 'balanced', settings: { minimumRate: 5 } },
        counts: { tracks: 60 },
        models: { detector: { file: 'detector.onnx', sha256: 'cd'.repeat(32), licence: 'MIT' } },
        guardrails: [{ label: 'tracks per minute', value: 75, status: 'warn', remedy: 'Look at short tracks.' }],
        warnings: [],
      },
      timeline: { picture: { width: 720, height: 576, displayWidth: 1024, displayHeight: 576 }, frameTable },
      shots: shots.map((shot) => {
        const { start, end } = shotSpan(frameTable, shot);
        const { startFrame, endFrame, transition } = shot;
        return { number: shot.shot, startFrame, endFrame, startSeconds: start, endSeconds: end, transition };
      }),
      boxLines: async function* () {
        yield* boxes.map(formatBox);
      },
      readCrop: (identity) => Promise.resolve(identity === 4 ? null : new Uint8Array(crop)),
    },
    { screenTime: measureScreenTime({ ...evidence, preset: presetOf(asked) }), subjects: new Map(subjects) },
    asked,
  );
}

/** The file as text. */
export async function exportText(...request: Parameters<typeof writeExport>): Promise<string> {
  return new TextDecoder().decode(await exportBytes(...request));
}

export async function exportBytes(...request: Parameters<typeof writeExport>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeExport(...request))
    pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
  return Buffer.concat(pieces);
}
