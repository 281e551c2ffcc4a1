import path from 'node:path';
import type { EmbeddedSample, EmbedRequest } from '../../../pipeline/analyze-video.ts';
import type { FaceDetection } from '../../../pipeline/records.ts';
import type { ReportProgress, StageOutcome } from '../../../pipeline/stage-events.ts';
import { type EmbeddedRow, readSegmentEmbeddings, type SegmentEmbeddings } from './embed-files.ts';
import { type EmbedInput, embedJob } from './embed-job.ts';
import { formatRange } from './format-range.ts';
import { resultKey } from './hash.ts';
import { embeddingSize } from './picture-sizes.ts';
import { planSegments, type Segment } from './plan-segments.ts';
import { runSegments } from './run-segments.ts';
import type { ProvenVideo, StageSetting } from './stage-setting.ts';
import { keepOnly } from './whole-file.ts';

/** Raised when the same faces would give something else: a change of alignment, quality or crops. */
const VERSION = 1;

/** A face that was embedded, with what its row of the artifacts needs. */
export interface EmbeddedFaceRecord {
  readonly detection: FaceDetection;
  readonly sample: EmbeddedSample;
  readonly measured: Pick<EmbeddedRow, 'quality' | 'sharpness' | 'exposure' | 'length'>;
  /** Path of the crop in the work folder. */
  readonly cropFile: string;
}

interface EmbedSegment {
  readonly segment: Segment;
  readonly folder: string;
  readonly faces: readonly FaceDetection[];
  readonly asked: EmbedInput['faces'];
}

/** Embeds the chosen faces, segment by segment. Null for a face that could not be embedded. */
export async function embedStage(
  setting: StageSetting,
  { video, scan, analysedFrames, faces }: EmbedRequest<ProvenVideo>,
  report: ReportProgress,
): Promise<StageOutcome<readonly (EmbeddedFaceRecord | null)[]>> {
  const stageFolder = path.join(setting.workFolder, 'embed');
  const segments = planSegments({ ...scan, analysedFrames, sweepSeconds: setting.profile.sweepSeconds });
  const plans = segments.flatMap((segment): EmbedSegment[] => {
    const own = facesOf(segment, faces);
    if (own.length === 0) return [];
    const asked = own.map(({ frame, ...face }) => ({ frame, pts: scan.frameTable.pts[frame] ?? 0, face }));
    return [{ segment, faces: own, asked, folder: path.join(stageFolder, segmentKey(setting, video, asked)) }];
  });
  const work = [];
  for (const plan of plans) {
    work.push({
      amount: plan.faces.length,
      known: await readSegmentEmbeddings(plan.folder),
      run: (onProgress: (done: number) => void) => embedSegment(setting, { video, plan }, onProgress),
    });
  }
  const { results, reused } = await runSegments(work, report);
  await keepOnly(
    stageFolder,
    plans.map(({ folder }) => path.basename(folder)),
  );
  for (const warning of results.flatMap(({ warnings }) => warnings)) setting.warn(warning);
  let row = 0;
  const value = plans.flatMap((plan, index) => {
    const rows = new Map(results[index]?.rows.map((each) => [each.index, each]));
    return plan.faces.map((detection, at): EmbeddedFaceRecord | null => {
      const measured = rows.get(at);
      return measured ? toRecord(detection, measured, { row: row++, folder: plan.folder }) : null;
    });
  });
  return { value, reused };
}

function facesOf({ frames }: Segment, faces: readonly FaceDetection[]): readonly FaceDetection[] {
  const own = new Set<number>(frames.map(({ frame }) => frame));
  return faces.filter(({ frame }) => own.has(frame));
}

function segmentKey({ models }: StageSetting, video: ProvenVideo, asked: EmbedInput['faces']): string {
  const { sha256 } = models.embedder;
  return resultKey({
    stage: 'embed',
    VERSION,
    video: video.sha256,
    model: sha256,
    size: embeddingSize(video.probe),
    asked,
  });
}

async function embedSegment(
  setting: StageSetting,
  { video, plan }: { video: ProvenVideo; plan: EmbedSegment },
  onProgress: (done: number) => void,
): Promise<SegmentEmbeddings> {
  const { folder, segment, asked } = plan;
  const { embedder } = setting.models;
  const input = { video: video.probe, folder, size: embeddingSize(video.probe), embedder, faces: asked };
  await setting.pool.run(embedJob, input, { title: `comparing faces ${formatRange(segment)}`, onProgress });
  const result = await readSegmentEmbeddings(folder);
  if (!result) throw new Error(`The embeddings in ${folder} cannot be read back.`);
  return result;
}

function toRecord(
  detection: FaceDetection,
  { vector, surroundings, crop, ...measured }: EmbeddedRow,
  { row, folder }: { row: number; folder: string },
): EmbeddedFaceRecord {
  const { frame, box } = detection;
  const sample = { frame, vector, quality: measured.quality, setting: { box, surroundings }, row };
  return { detection, sample, measured, cropFile: path.join(folder, crop) };
}
