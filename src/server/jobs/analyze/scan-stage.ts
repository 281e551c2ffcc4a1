import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ScannedVideo } from '../../../pipeline/analyze-video.ts';
import type { ReportProgress, StageOutcome } from '../../../pipeline/stage-events.ts';
import { resultKey } from './hash.ts';
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
  { pool, workFolder, warn }: StageSetting,
  video: ProvenVideo,
  report: ReportProgress,
): Promise<StageOutcome<ScannedVideo>> {
  const name = resultKey({ stage: 'scan', VERSION, video: video.sha256 });
  const folder = path.join(workFolder, 'scan', name);
  const known = await readScan(folder);
  if (!known) {
    const input = { video: video.probe, folder };
    const scanned = pool.run(scanJob, input, { title: 'reading all frames', onProgress: report });
    // The scan leaves a core half idle: time for the other children to get ready.
    pool.warm();
    await scanned;
  }
  const scan = known ?? (await readScan(folder));
  if (!scan) throw new Error(`The scan in ${folder} cannot be read back.`);
  await keepOnly(path.dirname(folder), [name]);
  scan.warnings.forEach(warn);
  return { value: scan, reused: known !== null };
}
