/** What the seconds of a run are measured from, as it was stored. */
import type { BlobStore } from '../../adapters/blobs/port.ts';
import type { Database, Queries } from '../../adapters/database/port.ts';
import type { FaceDetection, FaceTrack, Shot } from '../../pipeline/records.ts';
import type { ScreenTimeInput } from '../../pipeline/screen-time/screen-time.ts';
import { type FrameIndex, frameIndex } from '../../pipeline/units.ts';
import { keyOfArtifact } from './artifact-place.ts';
import { readBlobRows, readBlobText } from './read-blob.ts';
import type { ResultCache } from './result-cache.ts';
import { type TrackRow, trackRow } from './result-rows.ts';
import type { PlacedRun } from './run-place.ts';
import { parseTimeline, type Timeline } from './timeline-json.ts';

export interface ResultStores {
  readonly database: Database;
  readonly blobs: BlobStore;
  /** Absent: everything is read every time. */
  readonly cache?: ResultCache | undefined;
}

/** What never changes about a run, read once where there is a cache. */
export const keptFor = <Value>(
  { cache }: ResultStores,
  run: PlacedRun,
  what: string,
  read: () => Promise<Value>,
): Promise<Value> => (cache ? cache.keep(run, what, read) : read());

/** Everything but who the tracks are and by which rules they count. */
export type RunEvidence = Omit<ScreenTimeInput, 'identities' | 'preset'>;

/** @throws UserError `artifact.damaged`; BlobError. */
export const readEvidence = (stores: ResultStores, run: PlacedRun): Promise<RunEvidence> =>
  keptFor(stores, run, 'evidence', () => gatherEvidence(stores, run));

async function gatherEvidence({ database, blobs }: ResultStores, run: PlacedRun): Promise<RunEvidence> {
  const rows = await readBlobRows(blobs, keyOfArtifact(run.place, 'tracks.jsonl'), trackRow);
  return {
    frameTable: (await readTimeline(blobs, run)).frameTable,
    shots: await readShots(database.queries, run.id),
    analysedFrames: await readAnalysedFrames(blobs, run),
    tracks: tracksOf(rows),
  };
}

/** @throws UserError `artifact.damaged`; BlobError. */
export async function readTimeline(blobs: BlobStore, { place }: PlacedRun): Promise<Timeline> {
  const key = keyOfArtifact(place, 'timeline.json');
  return parseTimeline(await readBlobText(blobs, key), key);
}

async function readShots(queries: Queries, runId: string): Promise<Shot[]> {
  const rows = await queries.selectFrom('shots').selectAll().where('run_id', '=', runId).orderBy('number').execute();
  return rows.map(({ number, start_frame, end_frame, transition }) => ({
    shot: number,
    startFrame: frameIndex(start_frame),
    endFrame: frameIndex(end_frame),
    transition,
  }));
}

async function readAnalysedFrames(blobs: BlobStore, { place }: PlacedRun) {
  return analysedFramesOf(await readBlobText(blobs, keyOfArtifact(place, 'frames.csv')));
}

/** The first column of `frames.csv`, which counts from 1. */
export function analysedFramesOf(text: string): FrameIndex[] {
  const [, ...lines] = text.trimEnd().split('\n');
  return lines.map((line) => frameIndex(Number.parseInt(line, 10) - 1));
}

/** The tracks of `tracks.jsonl`, as far as seconds depend on them. */
export const tracksOf = (rows: readonly TrackRow[]): FaceTrack[] =>
  rows.map(({ track, shot, frames }) => ({ track, shot, detections: frames.map(sightingIn) }));

const SOMEWHERE = { x: 0, y: 0 };
const NO_POINTS = {
  leftEye: SOMEWHERE,
  rightEye: SOMEWHERE,
  nose: SOMEWHERE,
  leftMouth: SOMEWHERE,
  rightMouth: SOMEWHERE,
};

/** Seconds follow from when a face was seen, not from where. */
const sightingIn = (frame: number): FaceDetection => ({
  frame: frameIndex(frame - 1),
  box: { left: 0, top: 0, width: 0, height: 0 },
  score: 1,
  points: NO_POINTS,
  plausibility: 1,
});

/** The frame of every embedded face, 0-based, by number. */
export const readFaceFrames = (stores: ResultStores, run: PlacedRun): Promise<ReadonlyMap<number, number>> =>
  keptFor(stores, run, 'face-frames', async () => {
    const rows = await stores.database.queries
      .selectFrom('faces')
      .select(['number', 'frame'])
      .where('run_id', '=', run.id)
      .execute();
    return new Map(rows.map(({ number, frame }) => [number, frame]));
  });
