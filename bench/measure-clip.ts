import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type AnalyzeOptions, analyzeCommand } from '../evaluation/analyze-clip.ts';
import { parseRun, type RunRecord } from '../src/server/features/runs/artifacts/run-json.ts';
import type { TreeMemory } from './process-memory.ts';
import { measureMemory, timeProcess } from './time-process.ts';

export interface ClipMeasurement {
  readonly clip: string;
  /** As analysed: display pixels. */
  readonly width: number;
  readonly height: number;
  readonly durationSeconds: number;
  /** Medians over the repeats. */
  readonly analyzeSeconds: number;
  readonly decodeSeconds: number;
  /** Duration / analyzeSeconds. */
  readonly timesRealTime: number;
  /** analyzeSeconds / decodeSeconds: 1 would be as fast as reading the video at all. */
  readonly ratioToDecode: number;
  /** Of one more run, which is not timed; zeros where it cannot be measured. */
  readonly peak: TreeMemory;
  /** Of the run with the median wall time. */
  readonly stages: RunRecord['timing']['stages'];
}

/**
 * Analyses a clip from scratch, and lets ffmpeg decode it to nothing, in turns: whatever else the machine does
 * then slows both alike.
 *
 * @throws UserError when either fails.
 */
export async function measureClip(
  clip: string,
  options: { readonly ffmpeg: string; readonly repeats: number; readonly analyze: AnalyzeOptions },
): Promise<ClipMeasurement> {
  const { measured: peak } = await analyze(clip, options.analyze, measureMemory);
  const analyses: { measured: number; run: RunRecord }[] = [];
  const decodes: number[] = [];
  for (let repeat = 0; repeat < options.repeats; repeat++) {
    analyses.push(await analyze(clip, options.analyze, timeProcess));
    decodes.push(await timeProcess(options.ffmpeg, ['-v', 'error', '-nostdin', '-i', clip, '-f', 'null', '-']));
  }
  const typical = median(analyses, ({ measured }) => measured);
  const analyzeSeconds = typical.measured;
  const decodeSeconds = median(decodes, (seconds) => seconds);
  const { probe, durationSeconds } = typical.run.input;
  return {
    clip: basename(clip),
    width: probe.displayWidth,
    height: probe.displayHeight,
    durationSeconds,
    analyzeSeconds,
    decodeSeconds,
    timesRealTime: durationSeconds / analyzeSeconds,
    ratioToDecode: analyzeSeconds / decodeSeconds,
    peak,
    stages: typical.run.timing.stages,
  };
}

async function analyze<Measured>(
  clip: string,
  options: AnalyzeOptions,
  measure: (program: string, args: readonly string[]) => Promise<Measured>,
): Promise<{ measured: Measured; run: RunRecord }> {
  const out = await mkdtemp(join(tmpdir(), 'screenalytics-bench-'));
  try {
    const measured = await measure(process.execPath, analyzeCommand(clip, out, options));
    const record = join(out, 'run.json');
    return { measured, run: parseRun(await readFile(record, 'utf8'), record) };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** The element in the middle by `key`, the lower one of two; the list must not be empty. */
function median<T>(items: readonly T[], key: (item: T) => number): T {
  const middle = items.toSorted((a, b) => key(a) - key(b))[Math.floor((items.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('nothing was measured');
  return middle;
}
