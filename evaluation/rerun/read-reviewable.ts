/** A result folder as edits can be applied to it, and seconds follow from them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { groupBy } from '../../src/pipeline/screen-time/group-by.ts';
import { frameIndex } from '../../src/pipeline/units.ts';
import type { MachineResult } from '../../src/review/machine-result.ts';
import { parseIdentities } from '../../src/server/features/runs/artifacts/identities-json.ts';
import { readJsonl } from '../../src/server/features/runs/artifacts/jsonl.ts';
import { parseShotsCsv } from '../../src/server/features/runs/artifacts/shots-csv.ts';
import { type FaceRow, faceRow, type TrackRow, trackRow } from '../../src/server/results/result-rows.ts';
import { analysedFramesOf, type RunEvidence, tracksOf } from '../../src/server/results/run-evidence.ts';
import { parseTimeline } from '../../src/server/results/timeline-json.ts';

export interface Reviewable {
  readonly machine: MachineResult;
  readonly evidence: RunEvidence;
  /** 0-based, of all faces. */
  readonly frameOfFace: ReadonlyMap<number, number>;
}

/** As a server has it after publishing the folder. @throws UserError when the folder holds no whole result. */
export async function readReviewable(folder: string): Promise<Reviewable> {
  const at = (name: string): string => join(folder, name);
  const read = async <Content>(name: string, parse: (text: string, place: string) => Content): Promise<Content> =>
    parse(await readFile(at(name), 'utf8'), at(name));
  const rows: TrackRow[] = [];
  for await (const row of readJsonl(at('tracks.jsonl'), trackRow)) rows.push(row);
  const faces: FaceRow[] = [];
  for await (const row of readJsonl(at('faces.jsonl'), faceRow)) if (row.track !== null) faces.push(row);
  const facesOf = groupBy(faces, ({ track }) => track);
  const identities = await read('identities.json', parseIdentities);
  const shots = await read('shots.csv', parseShotsCsv);
  return {
    machine: {
      runId: folder,
      tracks: rows.map(({ track, first_s, last_s, first_frame, last_frame }) => ({
        track,
        firstSeconds: first_s,
        lastSeconds: last_s,
        frames: [first_frame, last_frame],
        faces: (facesOf.get(track) ?? []).map(({ row }) => row + 1),
      })),
      // Names are what people had said: their edits say it again.
      identities: identities.map(({ identity, tracks }) => ({ identity, tracks, personId: null })),
    },
    evidence: {
      frameTable: (await read('timeline.json', parseTimeline)).frameTable,
      shots: shots.map(({ shot, startFrame, endFrame, transition }) => ({
        shot,
        startFrame: frameIndex(startFrame - 1),
        endFrame: frameIndex(endFrame - 1),
        transition,
      })),
      analysedFrames: await read('frames.csv', analysedFramesOf),
      tracks: tracksOf(rows),
    },
    frameOfFace: new Map(faces.map(({ row, frame }) => [row + 1, frame - 1])),
  };
}
