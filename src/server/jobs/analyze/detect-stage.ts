import path from 'node:path';
import type { DetectRequest } from '../../../pipeline/analyze-video.ts';
import type { FaceDetection } from '../../../pipeline/records.ts';
import type { ReportProgress, StageOutcome } from '../../../pipeline/stage-events.ts';
import { absentFrames } from './absent-frames.ts';
import { readSegmentFaces } from './detect-files.ts';
import { detectJob } from './detect-job.ts';
import { formatRange } from './format-range.ts';
import { resultKey } from './hash.ts';
import { fitArea } from './picture-sizes.ts';
import { planSegments, type Segment } from './plan-segments.ts';
import { type BatchOptions, runBatches } from './run-batches.ts';
import { ShareDone, segmentsOfShare } from './share.ts';
import type { ProvenVideo, StageSetting } from './stage-setting.ts';
import { keepOnly } from './whole-file.ts';

/** Raised when the same frames would give other faces: a change of detection, landmarks or calibration. */
const VERSION = 2;

/** Finds the faces of all analysed frames; segments that an earlier run has finished are kept. */
export async function detectStage(
  setting: StageSetting,
  { video, scan, analysedFrames }: DetectRequest<ProvenVideo>,
  report: ReportProgress,
): Promise<StageOutcome<readonly (readonly FaceDetection[])[]>> {
  const { profile, pool, workers } = setting;
  const { detector, landmarks } = setting.models;
  const folder = path.join(setting.workFolder, 'detect');
  const search = searchOf(setting, video);
  const segments = planSegments({ ...scan, analysedFrames, sweepSeconds: profile.sweepSeconds }).map((segment) => ({
    ...segment,
    file: path.join(folder, `${segmentKey(setting, video, segment)}.jsonl`),
  }));
  const work = {
    segments,
    workers,
    read: ({ file }: { readonly file: string }) => readSegmentFaces(file),
    run: (batch: readonly (typeof segments)[number][], options: BatchOptions) => {
      const parts = batch.map(({ file, frames }) => ({ file, frames: [...frames] }));
      const models = { detector, ...(landmarks && { landmarks }) };
      const input = { video: video.probe, ...search, models, segments: parts };
      return pool.run(detectJob, input, { title: `finding faces ${formatRange(batch)}`, ...options });
    },
  };
  const { share } = setting;
  if (share?.stage === 'detect') {
    await runBatches({ ...work, segments: segmentsOfShare(segments, share) }, report);
    throw new ShareDone();
  }
  const { results, reused } = await runBatches(work, report);
  await keepOnly(
    folder,
    segments.map(({ file }) => path.basename(file)),
  );
  const warning = absentFrames(results.reduce((sum, { absent }) => sum + absent, 0));
  if (warning) setting.warn(warning);
  const found = new Map(results.flatMap(({ frames }) => frames.map(({ frame, faces }) => [frame, faces] as const)));
  const value = analysedFrames.map((frame) => (found.get(frame) ?? []).map((face) => ({ frame, ...face })));
  return { value, reused };
}

function searchOf({ profile }: StageSetting, { probe }: ProvenVideo) {
  const size = fitArea(probe, profile.detectionArea);
  return { size, wantedFace: profile.wantedFaceShare * Math.min(size.width, size.height) };
}

function segmentKey(setting: StageSetting, video: ProvenVideo, { frames }: Segment): string {
  const { detector, landmarks } = setting.models;
  const models = [detector.sha256, landmarks?.sha256 ?? null];
  return resultKey({ stage: 'detect', VERSION, video: video.sha256, models, ...searchOf(setting, video), frames });
}
