/** The boxes of stored tracks, as a player draws them. */
import type { BlobStore } from '../../../adapters/blobs/port.ts';
import { frameStartSeconds } from '../../../pipeline/frame-times.ts';
import { type FrameIndex, frameIndex } from '../../../pipeline/units.ts';
import type { BoxesInFrame } from '../../contract/results.ts';
import { keyOfArtifact } from '../../results/artifact-place.ts';
import { readBlobLines } from '../../results/read-blob.ts';
import { readTimeline } from '../../results/run-evidence.ts';
import type { PlacedRun } from '../../results/run-place.ts';
import type { Timeline } from '../../results/timeline-json.ts';
import { findFrameRow } from './find-frame-row.ts';

export interface BoxRequest {
  /** Both inclusive, in seconds: frames that begin in between, and the one that is shown at the start. */
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** Of this track alone; null: of all. */
  readonly track: number | null;
}

/** Boxes as shares of the picture, by frame; frames without boxes are left out. @throws BlobError. */
export async function readBoxes(blobs: BlobStore, run: PlacedRun, request: BoxRequest): Promise<BoxesInFrame[]> {
  const timeline = await readTimeline(blobs, run);
  const first = frameShownAt(timeline, request.fromSeconds);
  const last = frameShownAt(timeline, request.toSeconds);
  const key = keyOfArtifact(run.place, 'tracks.mot.txt');
  const frames: BoxesInFrame[] = [];
  if ((await blobs.head(key)).bytes === 0) return frames;
  const start = await findFrameRow(blobs, key, first + 1);
  for await (const line of readBlobLines(blobs, key, { start })) {
    const [at = 0, track = 0, ...values] = line.split(',').map(Number);
    const frame = frameIndex(at - 1);
    if (frame > last) break;
    if (frame < first || (request.track !== null && track !== request.track)) continue;
    const box = { track, ...shareOfPicture(values, timeline) };
    const current = frames.at(-1);
    if (current?.frame === frame) current.boxes.push(box);
    else frames.push({ frame, seconds: frameStartSeconds(timeline.frameTable, frame), boxes: [box] });
  }
  return frames;
}

function shareOfPicture(values: readonly number[], { picture: { width, height } }: Timeline) {
  const [left = 0, top = 0, across = 0, down = 0, score = 0] = values;
  return { left: left / width, top: top / height, width: across / width, height: down / height, score };
}

/** The frame on screen at a time; the first or last one before or after the video. */
function frameShownAt({ frameTable }: Timeline, seconds: number): FrameIndex {
  let low = 0;
  let high = frameTable.pts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (frameStartSeconds(frameTable, frameIndex(middle)) <= seconds) low = middle;
    else high = middle - 1;
  }
  return frameIndex(low);
}
