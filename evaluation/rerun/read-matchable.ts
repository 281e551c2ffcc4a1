/** A result folder as tracks can be found in it. */
import { join } from 'node:path';
import { z } from 'zod';
import { describeTrack } from '../../src/pipeline/embed/describe-track.ts';
import { inShares } from '../../src/pipeline/match/describe-result.ts';
import type { MatchableResult } from '../../src/pipeline/match/matchable-result.ts';
import { groupBy } from '../../src/pipeline/screen-time/group-by.ts';
import { embedding, frameIndex } from '../../src/pipeline/units.ts';
import { parseIdentities } from '../../src/server/features/runs/artifacts/identities-json.ts';
import { readJsonl } from '../../src/server/features/runs/artifacts/jsonl.ts';
import { readNpyRows } from '../../src/server/features/runs/artifacts/npy.ts';
import { parseRun, type RunRecord } from '../../src/server/features/runs/artifacts/run-json.ts';
import { parseShotsCsv } from '../../src/server/features/runs/artifacts/shots-csv.ts';
import { readArtifact } from '../../src/server/features/runs/artifacts/write-artifact.ts';
import { type FaceRow, faceRow, trackRow } from '../../src/server/results/result-rows.ts';

const box = z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() });
const sighting = z.object({ seconds: z.number(), track: z.int().nullable(), box });
export type Sighting = z.infer<typeof sighting>;

export interface FoundIdentity {
  readonly name: string | null;
  readonly tracks: readonly number[];
}

export interface RerunResult {
  readonly matchable: MatchableResult;
  /** By track: where its face was found, in display pixels. */
  readonly sightings: ReadonlyMap<number, readonly Sighting[]>;
  readonly identities: readonly FoundIdentity[];
  readonly run: RunRecord;
}

/** @throws UserError when the folder holds no whole result. */
export async function readRerunResult(folder: string): Promise<RerunResult> {
  const at = (name: string): string => join(folder, name);
  const run = parseRun(await readArtifact(at('run.json')), at('run.json'));
  const shots = parseShotsCsv(await readArtifact(at('shots.csv')), at('shots.csv'));
  const identities = parseIdentities(await readArtifact(at('identities.json')), at('identities.json'));
  const sightings: Sighting[] = [];
  for await (const row of readJsonl(at('detections.jsonl'), sighting)) sightings.push(row);
  const byTrack = groupBy(sightings, ({ track }) => track ?? 0);
  const faces: FaceRow[] = [];
  for await (const row of readJsonl(at('faces.jsonl'), faceRow)) faces.push(row);
  const vectors: Float32Array[] = [];
  for await (const row of readNpyRows(at('embeddings.npy'))) vectors.push(Float32Array.from(row));
  const { displayWidth: width, displayHeight: height } = run.input.probe;
  const picture = { width, height };
  const tracks: MatchableResult['tracks'][number][] = [];
  for await (const { track, first_s, last_s } of readJsonl(at('tracks.jsonl'), trackRow)) {
    const samples = faces
      .filter((face) => face.track === track)
      .map((face) => ({
        frame: frameIndex(face.frame - 1),
        vector: embedding(vectors[face.row] ?? new Float32Array()),
        quality: face.quality,
        view: 0,
        setting: { box: face.box, surroundings: new Float32Array() },
      }));
    tracks.push({
      track,
      firstSeconds: first_s,
      lastSeconds: last_s,
      boxes: (byTrack.get(track) ?? []).map((each) => ({ seconds: each.seconds, ...inShares(each.box, picture) })),
      template: describeTrack(samples)?.vector ?? null,
      model: run.models['embedder']?.sha256 ?? null,
    });
  }
  return {
    matchable: {
      tracks,
      faces: faces.flatMap(({ row, track, seconds, box: own }) =>
        track === null ? [] : [{ face: row + 1, track, seconds, box: inShares(own, picture) }],
      ),
      cuts: shots.map(({ startSeconds }) => startSeconds),
      duration: run.input.durationSeconds,
    },
    sightings: byTrack,
    identities,
    run,
  };
}
