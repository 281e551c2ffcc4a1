import path from 'node:path';
import type { EmbeddedSample, EmbedRequest } from '../../../pipeline/analyze-video.ts';
import { openView } from '../../../pipeline/quality/face-quality.ts';
import type { FaceDetection } from '../../../pipeline/records.ts';
import type { ReportProgress, StageOutcome } from '../../../pipeline/stage-events.ts';
import { absentFrames } from './absent-frames.ts';
import { type EmbeddedRow, readSegmentEmbeddings } from './embed-files.ts';
import { type EmbedSegment, embedJob } from './embed-job.ts';
import { formatRange } from './format-range.ts';
import { resultKey } from './hash.ts';
import { embeddingSize } from './picture-sizes.ts';
import { DECODING_COST, type PlannedFrame, planSegments } from './plan-segments.ts';
import { type BatchOptions, runBatches } from './run-batches.ts';
import { ShareDone, segmentsOfShare } from './share.ts';
import type { ProvenVideo, StageSetting } from './stage-setting.ts';
import { keepOnly } from './whole-file.ts';

/** Raised when the same faces would give something else: a change of alignment, quality or crops. */
const VERSION = 1;
/** Milliseconds of a core that a face takes. */
const FACE_COST = 14;

/** A face that was embedded, with what its row of the artifacts needs. */
export interface EmbeddedFaceRecord {
  readonly detection: FaceDetection;
  readonly sample: EmbeddedSample;
  readonly measured: Pick<EmbeddedRow, 'quality' | 'sharpness' | 'exposure' | 'length'>;
  /** Path of the crop in the work folder. */
  readonly cropFile: string;
}

/** Embeds the chosen faces; segments that an earlier run has finished are kept. Null for a face that gave nothing. */
export async function embedStage(
  setting: StageSetting,
  { video, scan, analysedFrames, faces }: EmbedRequest<ProvenVideo>,
  report: ReportProgress,
): Promise<StageOutcome<readonly (EmbeddedFaceRecord | null)[]>> {
  const { profile, pool, workers } = setting;
  const { embedder } = setting.models;
  const size = embeddingSize(video.probe);
  const stageFolder = path.join(setting.workFolder, 'embed');
  const plan = planSegments({ ...scan, analysedFrames, sweepSeconds: profile.sweepSeconds });
  const segments = plan.flatMap(({ frames, start, end }) => {
    const own = facesOf(frames, faces);
    if (own.length === 0) return [];
    const asked = own.map(({ frame, ...face }) => ({ frame, pts: scan.frameTable.pts[frame] ?? 0, face }));
    const folder = path.join(stageFolder, segmentKey(setting, video, asked));
    const cost = FACE_COST * own.length + DECODING_COST * (end - start);
    return [{ start, end, amount: own.length, cost, faces: own, asked, folder }];
  });
  const work = {
    segments,
    workers,
    read: ({ folder }: { readonly folder: string }) => readSegmentEmbeddings(folder),
    run: (batch: readonly (typeof segments)[number][], options: BatchOptions) => {
      const parts = batch.map(({ folder, asked }) => ({ folder, faces: asked }));
      const input = { video: video.probe, size, embedder, segments: parts };
      return pool.run(embedJob, input, { title: `comparing faces ${formatRange(batch)}`, ...options });
    },
  };
  const { share } = setting;
  if (share?.stage === 'embed') {
    await runBatches({ ...work, segments: segmentsOfShare(segments, share) }, report);
    throw new ShareDone();
  }
  const { results, reused } = await runBatches(work, report);
  await keepOnly(
    stageFolder,
    segments.map(({ folder }) => path.basename(folder)),
  );
  const warning = absentFrames(results.reduce((sum, { absent }) => sum + absent, 0));
  if (warning) setting.warn(warning);
  let row = 0;
  const value = segments.flatMap((segment, index) => {
    const rows = new Map(results[index]?.rows.map((each) => [each.index, each]));
    return segment.faces.map((detection, at): EmbeddedFaceRecord | null => {
      const measured = rows.get(at);
      return measured ? toRecord(detection, measured, { row: row++, folder: segment.folder }) : null;
    });
  });
  return { value, reused };
}

function facesOf(frames: readonly PlannedFrame[], faces: readonly FaceDetection[]): readonly FaceDetection[] {
  const own = new Set<number>(frames.map(({ frame }) => frame));
  return faces.filter(({ frame }) => own.has(frame));
}

function segmentKey({ models }: StageSetting, video: ProvenVideo, asked: EmbedSegment['faces']): string {
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

function toRecord(
  detection: FaceDetection,
  { vector, surroundings, crop, ...measured }: EmbeddedRow,
  { row, folder }: { row: number; folder: string },
): EmbeddedFaceRecord {
  const { frame, box } = detection;
  const view = openView(detection);
  const sample = { frame, vector, quality: measured.quality, view, setting: { box, surroundings }, row };
  return { detection, sample, measured, cropFile: path.join(folder, crop) };
}
