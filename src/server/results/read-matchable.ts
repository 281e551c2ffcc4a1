/** A stored run as its tracks can be found in another one. */
import { setImmediate } from 'node:timers/promises';
import { frameStartSeconds, videoSeconds } from '../../pipeline/frame-times.ts';
import { inShares } from '../../pipeline/match/describe-result.ts';
import type { MatchableResult, ShareBox } from '../../pipeline/match/matchable-result.ts';
import { keyOfArtifact } from './artifact-place.ts';
import { readMachine } from './machine-result.ts';
import { readBlobLines } from './read-blob.ts';
import { keptFor, type ResultStores, readEvidence, readTimeline } from './run-evidence.ts';
import type { PlacedRun } from './run-place.ts';
import { readTrackTemplates } from './track-templates.ts';

/** @throws UserError `artifact.damaged`; BlobError. */
export const readMatchable = (stores: ResultStores, run: PlacedRun): Promise<MatchableResult> =>
  keptFor(stores, run, 'matchable', () => gather(stores, run));

async function gather(stores: ResultStores, run: PlacedRun): Promise<MatchableResult> {
  const { tracks } = await readMachine(stores, run);
  const { picture, frameTable } = await readTimeline(stores.blobs, run);
  const { shots } = await readEvidence(stores, run);
  const { modelId, byTrack } = await readTrackTemplates(stores, run);
  const size = { width: picture.displayWidth, height: picture.displayHeight };
  const boxes = await readBoxes(stores, run, size);
  const faces = await stores.database.queries
    .selectFrom('faces')
    .select(['number', 'track_number', 'seconds', 'box_left', 'box_top', 'box_width', 'box_height'])
    .where('run_id', '=', run.id)
    .orderBy('number')
    .execute();
  return {
    tracks: tracks.map(({ track, firstSeconds, lastSeconds }) => ({
      track,
      firstSeconds,
      lastSeconds,
      boxes: boxes.get(track) ?? [],
      template: byTrack.get(track) ?? null,
      model: modelId === null ? null : String(modelId),
    })),
    faces: faces.map((face) => ({
      face: face.number,
      track: face.track_number,
      seconds: face.seconds,
      box: inShares({ left: face.box_left, top: face.box_top, width: face.box_width, height: face.box_height }, size),
    })),
    cuts: shots.map(({ startFrame }) => frameStartSeconds(frameTable, startFrame)),
    duration: videoSeconds(frameTable),
  };
}

interface Detection {
  readonly seconds: number;
  readonly track: number | null;
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

/** So many lines are read before others have their turn: a long episode has half a million. */
const LINES_AT_A_TIME = 2000;

async function readBoxes(
  { blobs }: ResultStores,
  { place }: PlacedRun,
  size: { readonly width: number; readonly height: number },
): Promise<ReadonlyMap<number, readonly (ShareBox & { readonly seconds: number })[]>> {
  const boxes = new Map<number, (ShareBox & { readonly seconds: number })[]>();
  let lines = 0;
  for await (const line of readBlobLines(blobs, keyOfArtifact(place, 'detections.jsonl'))) {
    lines += 1;
    if (lines % LINES_AT_A_TIME === 0) await setImmediate();
    if (line === '') continue;
    const { seconds, track, box } = JSON.parse(line) as Detection;
    if (track === null) continue;
    const own = boxes.get(track) ?? [];
    own.push({ seconds, ...inShares(box, size) });
    boxes.set(track, own);
  }
  return boxes;
}
