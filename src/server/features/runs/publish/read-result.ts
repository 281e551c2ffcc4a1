/** What a result folder says, but for the embeddings, which are read as they are stored. */
import path from 'node:path';
import { type FaceRow, faceRow, type TrackRow, trackRow } from '../../../results/result-rows.ts';
import { type IdentityEntry, parseIdentities } from '../artifacts/identities-json.ts';
import { readJsonl } from '../artifacts/jsonl.ts';
import { parseRun, type RunRecord } from '../artifacts/run-json.ts';
import { parseScreenTime, type ScreenTimeTable } from '../artifacts/screentime-table.ts';
import { parseShotsCsv, type ShotLine } from '../artifacts/shots-csv.ts';
import { readArtifact } from '../artifacts/write-artifact.ts';

export interface Result {
  readonly run: RunRecord;
  readonly shots: readonly ShotLine[];
  readonly tracks: readonly TrackRow[];
  /** Those that belong to a track, by row. */
  readonly faces: readonly (FaceRow & { readonly track: number })[];
  readonly identities: readonly IdentityEntry[];
  readonly screenTime: ScreenTimeTable;
}

/** @throws UserError `artifact.missing`, `artifact.damaged`. */
export async function readResult(folder: string): Promise<Result> {
  const read = async <Content>(name: string, parse: (text: string, place: string) => Content): Promise<Content> => {
    const file = path.join(folder, name);
    return parse(await readArtifact(file), file);
  };
  // First: without it the rest is not complete.
  const run = await read('run.json', parseRun);
  const faces: Result['faces'][number][] = [];
  for await (const { track, ...face } of readJsonl(path.join(folder, 'faces.jsonl'), faceRow)) {
    if (track !== null) faces.push({ ...face, track });
  }
  const tracks: TrackRow[] = [];
  for await (const track of readJsonl(path.join(folder, 'tracks.jsonl'), trackRow)) tracks.push(track);
  return {
    run,
    shots: await read('shots.csv', parseShotsCsv),
    tracks,
    faces,
    identities: await read('identities.json', parseIdentities),
    screenTime: await read('screentime.json', parseScreenTime),
  };
}
