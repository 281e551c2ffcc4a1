/** Writes the result files. They follow from the analysis alone, byte for byte. */
import { copyFile, link, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Analysis } from '../../../pipeline/analyze-video.ts';
import { frameStartSeconds } from '../../../pipeline/frame-times.ts';
import { interpolateTracks } from '../../../pipeline/track/interpolate-track.ts';
import type { FrameIndex } from '../../../pipeline/units.ts';
import { framesCsvLines } from '../../features/runs/artifacts/frames-csv.ts';
import { formatIdentities, type IdentityEntry } from '../../features/runs/artifacts/identities-json.ts';
import { writeJsonl } from '../../features/runs/artifacts/jsonl.ts';
import { type MotEntry, motLines, motPicture } from '../../features/runs/artifacts/mot-file.ts';
import { writeNpy } from '../../features/runs/artifacts/npy.ts';
import { formatScreenTimeCsv, formatScreenTimeJson } from '../../features/runs/artifacts/screentime-table.ts';
import { shotsCsvLines } from '../../features/runs/artifacts/shots-csv.ts';
import { writeArtifact, writeArtifactLines } from '../../features/runs/artifacts/write-artifact.ts';
import { formatTimeline } from '../../results/timeline-json.ts';
import type { EmbeddedFaceRecord } from './embed-stage.ts';
import type { ProvenVideo } from './stage-setting.ts';

export interface ExportRequest {
  /** The result folder. */
  readonly out: string;
  readonly analysis: Analysis<ProvenVideo>;
  /** By row of `embeddings.npy`. */
  readonly faces: readonly EmbeddedFaceRecord[];
}

/** Everything but `run.json`, which says that the rest is complete: it is removed first, and written by the caller last. */
export async function exportArtifacts(request: ExportRequest): Promise<void> {
  const { out, analysis, faces } = request;
  const { video, scan, analysedFrames, screenTime, detections } = analysis;
  const into = (name: string): string => path.join(out, name);
  await rm(into('run.json'), { force: true });
  const crops = await exportCrops(request);
  await writeArtifact(into('screentime.csv'), formatScreenTimeCsv(screenTime));
  await writeArtifact(into('screentime.json'), formatScreenTimeJson(screenTime));
  await writeArtifact(into('timeline.json'), formatTimeline({ picture: video.probe, frameTable: scan.frameTable }));
  await writeArtifactLines(into('frames.csv'), framesCsvLines(scan.frameTable, analysedFrames));
  await writeArtifactLines(into('shots.csv'), shotsCsvLines(scan.frameTable, scan.shots));
  await exportBoxes(request);
  await writeArtifact(into('identities.json'), formatIdentities(identityEntries(request, crops)));
  await writeJsonl(into('detections.jsonl'), detectionRows(analysis, detections));
  await writeJsonl(into('tracks.jsonl'), trackRows(analysis));
  await writeJsonl(into('faces.jsonl'), faceRows(request, crops));
  const centroids = analysis.identities.flatMap(({ centroid }) => centroid ?? []);
  const columns = faces[0]?.sample.vector.length ?? centroids[0]?.length ?? 0;
  await writeNpy(
    into('embeddings.npy'),
    columns,
    faces.map(({ sample }) => sample.vector),
  );
  await writeNpy(into('centroids.npy'), columns, centroids);
}

/** Path of the crop below the result folder by row; rows that ended up in no track have none. */
type CropsByRow = ReadonlyMap<number, string>;

/** Crops are linked from the work folder where the file system can, so that they take no space twice. */
async function exportCrops({ out, analysis, faces }: ExportRequest): Promise<CropsByRow> {
  await rm(path.join(out, 'crops'), { recursive: true, force: true });
  const crops = new Map<number, string>();
  for (const [track, samples] of analysis.samples) {
    if (samples.length === 0) continue;
    const folder = `crops/track-${pad(track, 4)}`;
    await mkdir(path.join(out, folder), { recursive: true });
    for (const { row, frame } of samples) {
      const record = faces[row];
      if (!record) continue;
      const crop = `${folder}/frame-${pad(frame + 1, 6)}.jpg`;
      await linkOrCopy(record.cropFile, path.join(out, crop));
      crops.set(row, crop);
    }
  }
  return crops;
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}

async function exportBoxes({ out, analysis }: ExportRequest): Promise<void> {
  const { video, scan, analysedFrames, tracks, screenTime } = analysis;
  const { gapToleranceSeconds } = screenTime.preset;
  const picture = motPicture(video.probe);
  const owners = new Map(analysis.identities.flatMap((each) => each.tracks.map((track) => [track, each.identity])));
  const entries = function* (idOf: (track: number) => number): Generator<readonly MotEntry[]> {
    const dense = { ...scan, analysedFrames, gapToleranceSeconds, tracks };
    for (const shot of interpolateTracks(dense)) yield shot.map(({ track, boxes }) => ({ id: idOf(track), boxes }));
  };
  await writeArtifactLines(
    path.join(out, 'tracks.mot.txt'),
    motLines(
      entries((track) => track),
      picture,
    ),
  );
  await writeArtifactLines(
    path.join(out, 'identities.mot.txt'),
    motLines(
      entries((track) => owners.get(track) ?? -1),
      picture,
    ),
  );
}

function identityEntries({ analysis }: ExportRequest, crops: CropsByRow): IdentityEntry[] {
  const sightings = new Map(analysis.tracks.map(({ track, detections }) => [track, detections.length]));
  let centroidRow = 0;
  return analysis.identities.map(({ identity, name, tracks, centroid, cohesion, confidence, naming }) => {
    const samples = tracks.flatMap((track) => analysis.samples.get(track) ?? []);
    const best = samples.toSorted((a, b) => b.quality - a.quality || a.row - b.row)[0];
    return {
      identity,
      name,
      tracks: [...tracks],
      faceCount: tracks.reduce((sum, track) => sum + (sightings.get(track) ?? 0), 0),
      cohesion: centroid ? rounded(cohesion) : null,
      confidence: rounded(confidence),
      centroidRow: centroid ? centroidRow++ : null,
      bestCrop: best ? (crops.get(best.row) ?? null) : null,
      castMatch: naming && { ...naming, likeness: rounded(naming.likeness), margin: rounded(naming.margin) },
    };
  });
}

function* detectionRows(analysis: Analysis<ProvenVideo>, detections: Analysis<ProvenVideo>['detections']) {
  const trackOf = new Map(analysis.tracks.flatMap(({ track, detections: own }) => own.map((each) => [each, track])));
  for (const detection of detections.flat()) {
    const { frame, ...rest } = detection;
    yield { ...moment(analysis, frame), track: trackOf.get(detection) ?? null, ...rest };
  }
}

function* trackRows({ tracks, identities, trackConfidence, samples, scan }: Analysis<ProvenVideo>) {
  const owners = new Map(identities.flatMap((each) => each.tracks.map((track) => [track, each.identity])));
  for (const { track, shot, detections } of tracks) {
    const [first, last] = [detections[0], detections.at(-1)];
    if (!first || !last) continue;
    const confidence = trackConfidence.get(track);
    yield {
      track,
      shot,
      identity: owners.get(track) ?? null,
      confidence: confidence === undefined ? null : rounded(confidence),
      first_frame: first.frame + 1,
      last_frame: last.frame + 1,
      first_s: rounded(frameStartSeconds(scan.frameTable, first.frame)),
      last_s: rounded(frameStartSeconds(scan.frameTable, last.frame)),
      sightings: detections.length,
      frames: detections.map(({ frame }) => frame + 1),
      faces: samples.get(track)?.length ?? 0,
    };
  }
}

function* faceRows({ analysis, faces }: ExportRequest, crops: CropsByRow) {
  const trackOf = new Map([...analysis.samples].flatMap(([track, own]) => own.map(({ row }) => [row, track])));
  for (const { detection, sample, measured } of faces) {
    const { frame, box, score, plausibility } = detection;
    const { quality, sharpness, exposure, length } = measured;
    yield {
      row: sample.row,
      track: trackOf.get(sample.row) ?? null,
      ...moment(analysis, frame),
      box,
      score,
      plausibility,
      quality: rounded(quality),
      sharpness: rounded(sharpness),
      exposure: rounded(exposure),
      length: rounded(length),
      crop: crops.get(sample.row) ?? null,
    };
  }
}

/** Frame as the files count it, and its time. */
function moment({ scan }: Analysis<ProvenVideo>, frame: FrameIndex) {
  return { frame: frame + 1, seconds: rounded(frameStartSeconds(scan.frameTable, frame)) };
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
