/** `npm run bench`: how fast `analyze` is, next to what decoding alone takes on the same machine in the same minutes. */
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { alignTable } from '../evaluation/align-table.ts';
import { findFfmpeg } from '../src/adapters/frames/locate-ffmpeg.ts';
import { UserError } from '../src/errors.ts';
import { loopClip } from './loop-clip.ts';
import { type ClipMeasurement, measureClip } from './measure-clip.ts';

interface Options {
  readonly profile?: string;
  readonly models?: string;
  readonly minutes?: number;
  readonly repeats: number;
  readonly json?: string;
}

const DEMO_EPISODE = 'out/demo/episode.mp4';

const command = new Command('bench')
  .description('Times analyze and `ffmpeg -i clip -f null -` in turns; prints medians, cost per stage and peak memory.')
  .argument('[clips...]', `videos to measure (default: the demo episode, ${DEMO_EPISODE})`)
  .option('--profile <name>', 'fast, balanced or accurate, as in analyze')
  .option('--models <pack>', 'model pack, as in analyze')
  .option('--minutes <n>', 'play each clip again and again to this length: memory must not grow with it', positive)
  .option('--repeats <n>', 'times each program runs', positive, 3)
  .option('--json <file>', 'also write the figures to this file')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}

async function main(clips: readonly string[], options: Options): Promise<void> {
  for (const clip of clips) await mustExist(clip);
  const { ffmpeg } = await findFfmpeg();
  const work = await mkdtemp(join(tmpdir(), 'screenalytics-bench-'));
  const measurements: ClipMeasurement[] = [];
  try {
    for (const clip of clips.map((path) => resolve(path))) {
      const { minutes } = options;
      const measured = minutes === undefined ? clip : await loopClip(clip, { ffmpeg, minutes, into: work });
      const analyze = {
        ...(options.profile && { profile: options.profile }),
        ...(options.models && { models: options.models }),
      };
      const repeats = Math.ceil(options.repeats);
      const measurement = await measureClip(measured, { ffmpeg, repeats, analyze });
      measurements.push(measurement);
      console.log(`${formatMeasurement(measurement)}\n`);
      if (minutes !== undefined) await rm(measured);
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(measurements, null, 2)}\n`);
}

async function mustExist(clip: string): Promise<void> {
  await access(clip).catch((cause: unknown) => {
    const remedy = clip === DEMO_EPISODE ? 'Build it with npm run demo, or name a clip.' : 'Check the path.';
    throw new UserError('bench.no-clip', `There is no ${clip}. ${remedy}`, { cause });
  });
}

function formatMeasurement(m: ClipMeasurement): string {
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  const overview = alignTable([
    ['', 'wall s', '× real time'],
    ['analyze', m.analyzeSeconds.toFixed(2), m.timesRealTime.toFixed(1)],
    ['ffmpeg -f null', m.decodeSeconds.toFixed(2), (m.durationSeconds / m.decodeSeconds).toFixed(1)],
    ['ratio', m.ratioToDecode.toFixed(1)],
  ]);
  const total = {
    name: 'all stages',
    wallSeconds: sum(m.stages, 'wallSeconds'),
    cpuSeconds: sum(m.stages, 'cpuSeconds'),
  };
  const stages = alignTable([
    ['stage', 'wall s', 'CPU s'],
    ...[...m.stages, total].map((stage) => [stage.name, stage.wallSeconds.toFixed(2), stage.cpuSeconds.toFixed(2)]),
  ]);
  const { pssBytes, rssBytes, processes } = m.peak;
  const memory =
    pssBytes > 0
      ? `peak memory over up to ${processes} processes: ${megabytes(pssBytes)} (PSS), ${megabytes(rssBytes)} (RSS)`
      : 'peak memory: not measured (it is read from /proc, which Linux has)';
  const size = `${m.width}×${m.height}, ${m.durationSeconds.toFixed(1)} s`;
  return [`${m.clip}  ${size}`, overview, stages, memory].join('\n\n');
}

function sum(stages: ClipMeasurement['stages'], key: 'wallSeconds' | 'cpuSeconds'): number {
  return stages.reduce((total, stage) => total + stage[key], 0);
}

command.parse();
try {
  await main(command.args.length > 0 ? command.args : [DEMO_EPISODE], command.opts<Options>());
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = error.code === 'bench.failed' ? 1 : 2;
}
