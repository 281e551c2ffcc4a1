/** The ways in which a run is made again. */
import { execFile } from 'node:child_process';
import { access, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DEFAULT_CLUSTERING } from '../../src/pipeline/cluster/cluster-tracks.ts';
import type { AnalysisRequest } from '../../src/server/jobs/analyze/run-analysis.ts';

export interface Variant {
  readonly name: string;
  /** What ffmpeg does to the video; absent: it is as it was. */
  readonly encode?: { readonly input: readonly string[]; readonly output: readonly string[] };
  /** Seconds that are missing at the start. */
  readonly cutOff: number;
  readonly request: Partial<Pick<AnalysisRequest, 'profile' | 'pack' | 'clustering'>>;
}

const X264 = ['-an', '-c:v', 'libx264', '-preset', 'veryfast'];
/** Half of the shortest clips. */
const MOST_CUT_OFF_S = 10;

/** @param yunet path of a pack file with another detector; null where there is none. */
export function variants({
  seconds,
  framesPerSecond,
  yunet,
}: {
  readonly seconds: number;
  readonly framesPerSecond: number;
  readonly yunet: string | null;
}): readonly Variant[] {
  const cutOff = Math.min(MOST_CUT_OFF_S, seconds / 2);
  const otherRate = framesPerSecond > 27 ? '24' : '30';
  const threshold = (mergeLikeness: number) => ({ clustering: { ...DEFAULT_CLUSTERING, mergeLikeness } });
  return [
    { name: 'threshold 0.30', cutOff: 0, request: threshold(0.3) },
    { name: 'threshold 0.55', cutOff: 0, request: threshold(0.55) },
    { name: 'fast', cutOff: 0, request: { profile: 'fast' } },
    { name: 'accurate', cutOff: 0, request: { profile: 'accurate' } },
    ...(yunet === null ? [] : [{ name: 'yunet', cutOff: 0, request: { pack: yunet } }]),
    { name: 'crf 30', cutOff: 0, request: {}, encode: { input: [], output: [...X264, '-crf', '30'] } },
    {
      name: `${otherRate} fps`,
      cutOff: 0,
      request: {},
      encode: { input: [], output: ['-r', otherRate, ...X264, '-crf', '20'] },
    },
    {
      name: `without ${cutOff.toFixed(0)} s`,
      cutOff,
      request: {},
      encode: { input: ['-ss', String(cutOff)], output: [...X264, '-crf', '20'] },
    },
  ];
}

/** The variant's video, made once. */
export async function makeVideo(
  video: string,
  { encode, name }: Variant,
  { folder, ffmpeg }: { readonly folder: string; readonly ffmpeg: string },
): Promise<string> {
  if (!encode) return video;
  const made = join(folder, `${fileName(name)}.mp4`);
  const isThere = await access(made).then(
    () => true,
    () => false,
  );
  if (isThere) return made;
  const partial = join(folder, `${fileName(name)}.partial.mp4`);
  await promisify(execFile)(ffmpeg, ['-v', 'error', '-y', ...encode.input, '-i', video, ...encode.output, partial]);
  await rename(partial, made);
  return made;
}

export const fileName = (name: string): string => name.replaceAll(/[^a-z0-9]+/g, '-');

/** A pack with a YuNet of free picture size and the bundled rest. */
export async function writeYunetPack(file: string, detector: { file: string; sha256: string }): Promise<void> {
  const pack = {
    name: 'yunet-detector',
    detector: {
      ...detector,
      licence: 'MIT',
      decoder: 'yunet',
      input: { name: 'input', size: { multipleOf: 32 } },
    },
    landmarks: 'bundled',
    embedder: 'bundled',
  };
  await writeFile(file, `${JSON.stringify(pack, null, 2)}\n`);
}
