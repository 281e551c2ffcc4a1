import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { VideoProbe } from '../../../adapters/frames/port.ts';
import type { ReportProgress, StageOutcome } from '../../../pipeline/stage-events.ts';
import { hashFile } from './hash.ts';
import type { ProvenVideo, StageSetting } from './stage-setting.ts';
import { writeWhole } from './whole-file.ts';

const schema = z.object({ path: z.string(), bytes: z.number(), changed: z.string(), sha256: z.string() });
/** The video that a result folder belongs to, as it was when it was hashed. */
export type SourceRecord = z.infer<typeof schema>;

const fileOf = (workFolder: string): string => path.join(workFolder, 'source.json');

/** Null when nothing is known. */
export async function readSource(workFolder: string): Promise<SourceRecord | null> {
  try {
    return schema.parse(JSON.parse(await readFile(fileOf(workFolder), 'utf8')));
  } catch {
    return null;
  }
}

/**
 * Hashes the file. One that has not changed since an earlier run, by path, size and times, is not read again.
 */
export async function probeStage(
  setting: Pick<StageSetting, 'workFolder' | 'signal'>,
  probe: VideoProbe,
  report: ReportProgress,
): Promise<StageOutcome<ProvenVideo>> {
  const { workFolder, signal } = setting;
  const video = probe.path;
  const { size, mtimeNs, ctimeNs } = await stat(video, { bigint: true });
  const facts = { path: path.resolve(video), bytes: Number(size), changed: `${mtimeNs} ${ctimeNs}` };
  const known = await readSource(workFolder);
  if (known && known.path === facts.path && known.bytes === facts.bytes && known.changed === facts.changed) {
    return { value: { probe, sha256: known.sha256, bytes: facts.bytes }, reused: true };
  }
  const sha256 = await hashFile(video, { onBytes: (bytes) => report(bytes, facts.bytes), signal });
  await writeWhole(fileOf(workFolder), `${JSON.stringify({ ...facts, sha256 }, null, 2)}\n`);
  return { value: { probe, sha256, bytes: facts.bytes }, reused: false };
}
