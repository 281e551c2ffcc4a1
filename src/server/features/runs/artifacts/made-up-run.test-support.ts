/** For tests: the records and files of a small run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Guardrail, measureGuardrails } from '../../../../pipeline/guardrails/guardrails.ts';
import {
  framesOf,
  identityOf,
  shotsOf,
  tableOf,
  trackOf,
} from '../../../../pipeline/screen-time/made-up-episode.test-support.ts';
import { standardPreset } from '../../../../pipeline/screen-time/presets.ts';
import { measureScreenTime } from '../../../../pipeline/screen-time/screen-time.ts';
import type { RunRecord } from './run-json.ts';

/** Runs `use` with the path of an empty folder that is removed afterwards. */
export async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'screenalytics-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const frameTable = tableOf(range(0, 100).map(() => 1000));
const shots = shotsOf([0, 40], 100);
const tracks = [
  trackOf(1, 1, range(0, 40)),
  trackOf(2, 2, range(70, 92)),
  trackOf(3, 2, range(45, 50)),
  trackOf(4, 1, [20]),
];
const identities = [
  { ...identityOf(1, [1, 2]), name: 'Zoë "Z" Ångström, née Łuczak-Bäumler', confidence: 0.953 },
  { ...identityOf(2, [3]), confidence: 0.5 },
];

/** 100 s of video in frames of one second, two shots, two people and one track of nobody. */
export const madeUpScreenTime = measureScreenTime({
  frameTable,
  shots,
  analysedFrames: framesOf(...range(0, 100)),
  tracks,
  identities,
  preset: standardPreset,
});

const guardrails: readonly Guardrail[] = measureGuardrails({
  frameTable,
  shots,
  tracks,
  identities,
  detections: 200,
  rejected: 132,
});

const hash = 'ab'.repeat(32);

export const madeUpRun: RunRecord = {
  schemaVersion: 1,
  programVersion: '0.1.0',
  input: {
    file: 'episode 1.mp4',
    sha256: hash,
    bytes: 123_456,
    durationSeconds: 100,
    probe: {
      container: 'mov',
      codec: 'h264',
      width: 640,
      height: 360,
      displayWidth: 640,
      displayHeight: 360,
      averageFrameRate: 1,
    },
  },
  config: { profile: 'balanced', seed: 1 },
  models: { detector: { file: 'fr_detect.onnx', sha256: hash, licence: 'MIT' } },
  counts: {
    frames: 100,
    analysedFrames: 100,
    shots: 2,
    detections: 200,
    rejectedDetections: 132,
    tracks: 4,
    faces: 68,
    identities: 2,
  },
  guardrails: guardrails.map((each) => ({ ...each })),
  warnings: [
    {
      code: 'video.truncated',
      message: 'The file breaks off in the middle: 12 s of 112 s could not be read.',
      remedy: 'Copy the file again from its source and repeat the analysis.',
    },
  ],
  timing: {
    startedAt: '2026-01-02T03:04:05.678Z',
    stages: [{ name: 'detect', wallSeconds: 1.5, cpuSeconds: 2.5, reused: false }],
  },
};
