import path from 'node:path';
import type { DetectRequest } from '../../../pipeline/analyze-video.ts';
import type { FaceDetection } from '../../../pipeline/records.ts';
import type { ReportProgress, StageOutcome } from '../../../pipeline/stage-events.ts';
import { readSegmentFaces, type SegmentFaces } from './detect-files.ts';
import { detectJob } from './detect-job.ts';
import { formatRange } from './format-range.ts';
import { resultKey } from './hash.ts';
import { fitArea } from './picture-sizes.ts';
import { planSegments, type Segment } from './plan-segments.ts';
import { runSegments, type SegmentWork } from './run-segments.ts';
import type { ProvenVideo, StageSetting } from './stage-setting.ts';
import { keepOnly } from './whole-file.ts';

/** Raised when the same frames would give other faces: a change of detection, landmarks or calibration. */
const VERSION = 1;

/** Finds the faces of all analysed frames, segment by segment; segments that an earlier run has finished are kept. */
export async function detectStage(
  setting: StageSetting,
  { video, scan, analysedFrames }: DetectRequest<ProvenVideo>,
  report: ReportProgress,
): Promise<StageOutcome<readonly (readonly FaceDetection[])[]>> {
  const { profile, workFolder, warn } = setting;
  const { sweepSeconds } = profile;
  const segments = planSegments({ ...scan, analysedFrames, sweepSeconds });
  const folder = path.join(workFolder, 'detect');
  const files = segments.map((segment) => path.join(folder, `${segmentKey(setting, video, segment)}.jsonl`));
  const work: SegmentWork<SegmentFaces>[] = [];
  for (const [index, segment] of segments.entries()) {
    const file = files[index] ?? '';
    work.push({
      amount: segment.frames.length,
      known: await readSegmentFaces(file),
      run: (onProgress) => detectSegment(setting, { video, segment, file }, onProgress),
    });
  }
  const { results, reused } = await runSegments(work, report);
  await keepOnly(
    folder,
    files.map((file) => path.basename(file)),
  );
  for (const warning of results.flatMap(({ warnings }) => warnings)) warn(warning);
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

async function detectSegment(
  setting: StageSetting,
  { video, segment, file }: { video: ProvenVideo; segment: Segment; file: string },
  onProgress: (done: number) => void,
): Promise<SegmentFaces> {
  const { detector, landmarks } = setting.models;
  const models = { detector, ...(landmarks && { landmarks }) };
  const input = { video: video.probe, file, ...searchOf(setting, video), models, frames: [...segment.frames] };
  await setting.pool.run(detectJob, input, { title: `finding faces ${formatRange(segment)}`, onProgress });
  const result = await readSegmentFaces(file);
  if (!result) throw new Error(`The faces in ${file} cannot be read back.`);
  return result;
}
