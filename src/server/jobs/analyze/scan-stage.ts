import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ScannedVideo } from '../../../pipeline/analyze-video.ts';
import type { ReportProgress, StageOutcome } from '../../../pipeline/stage-events.ts';
import { resultKey } from './hash.ts';
import { prepareJob } from './prepare-job.ts';
import { readScan } from './scan-files.ts';
import { scanJob } from './scan-job.ts';
import type { ProvenVideo, StageSetting } from './stage-setting.ts';
import { keepOnly } from './whole-file.ts';

/** Raised when the same video would give something else: a change of the decoder's settings or of shot detection. */
const VERSION = 2;

/** Whether some scan is there: then there may be nothing left to do. */
export async function hasScan(workFolder: string): Promise<boolean> {
  return (await readdir(path.join(workFolder, 'scan')).catch(() => [])).length > 0;
}

/** Looks at every frame, unless an earlier run has. */
export async function scanStage(
  setting: StageSetting,
  video: ProvenVideo,
  report: ReportProgress,
): Promise<StageOutcome<ScannedVideo>> {
  const { pool, workFolder, warn } = setting;
  const name = resultKey({ stage: 'scan', VERSION, video: video.sha256 });
  const folder = path.join(workFolder, 'scan', name);
  const known = await readScan(folder);
  if (!known) {
    const input = { video: video.probe, folder };
    const scanned = pool.run(scanJob, input, { title: 'reading all frames', onProgress: report });
    prepareOthers(setting);
    await scanned;
  }
  const scan = known ?? (await readScan(folder));
  if (!scan) throw new Error(`The scan in ${folder} cannot be read back.`);
  await keepOnly(path.dirname(folder), [name]);
  scan.warnings.forEach(warn);
  return { value: scan, reused: known !== null };
}

/** The scan leaves a core half idle: time for the other children to get ready. */
function prepareOthers({ pool, workers, models: { detector, landmarks, embedder } }: StageSetting): void {
  pool.warm();
  for (let child = 1; child < workers; child++) {
    // What is wrong with a network is said where it is used.
    pool.run(prepareJob, { detector, landmarks, embedder }, { title: 'opening the networks' }).catch(() => {});
  }
}
