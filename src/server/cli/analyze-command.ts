import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { FetchProgress } from '../../adapters/models/port.ts';
import { type Profile, profiles } from '../../pipeline/profiles.ts';
import { reportRun } from '../features/runs/report-run.ts';
import { runAnalysis } from '../jobs/analyze/run-analysis.ts';
import type { RunEvent } from '../jobs/analyze/run-events.ts';
import type { CommandContext } from './command-context.ts';
import { barView, jsonView, plainView, type RunView } from './run-view.ts';

/** More children than this wait for memory and disk rather than for cores. */
const MOST_WORKERS = 4;

interface AnalyzeOptions {
  readonly out: string;
  readonly profile: Profile['name'];
  readonly cast?: string;
  readonly laws?: string;
  readonly models: string;
  readonly workers: number;
  readonly json: boolean;
}

const HELP = `
Examples:
  $ screenalytics analyze episode.mp4 --out results/episode
  $ screenalytics analyze episode.mp4 --out results/episode --cast cast --profile accurate
    where cast/ has one folder per person, named as the person is, with photographs in it:
      cast/Anna Berg/1.jpg  cast/Anna Berg/2.jpg  cast/Tom Ito/portrait.png

What it writes into the folder:
  screentime.csv, screentime.json   seconds per person; the JSON also says when, and why
  identities.json, crops/           who is who: tracks, best pictures
  tracks.mot.txt, identities.mot.txt  a box per face and frame (MOT Challenge format)
  shots.csv, frames.csv             cuts; the frames that were searched, with exact times
  timeline.json                     the exact time of every frame, in short
  detections.jsonl, tracks.jsonl, faces.jsonl, *.npy   evidence for other programs
  run.json                          what was run, how, and how healthy the result is
  work/                             finished steps, so that a second run goes on or is quick

Interrupted, even by a power cut? Run the same command again: finished steps are not repeated.
Changed an option? Only what depends on it is done again.

Exit status: 0 done; 2 a bad argument or input, with one line saying what to do; 130 interrupted; 1 a fault of the program.
`;

export function addAnalyzeCommand(program: Command, context: CommandContext): void {
  program
    .command('analyze')
    .summary('measure who is on screen in a video, and for how long')
    .description('Finds shots, faces and people in a video and measures how long each person is on screen.')
    .argument('<video>', 'the video file')
    .requiredOption('--out <folder>', 'where the results go; made if need be')
    .addOption(
      new Option('--profile <name>', 'how much work is put in').choices(Object.keys(profiles)).default('balanced'),
    )
    .option('--cast <folder>', 'photographs of the people to recognise, one sub-folder per person')
    .option('--laws <file>', 'corrections that were made to another run of the material (see docs/laws.md)')
    .option('--models <pack>', 'model pack by name, or path of a pack file (see `models list`)', 'bundled')
    .option('--workers <n>', 'processes that work at a time; results do not depend on it', wholeNumber, usualWorkers())
    .option('--json', 'print one JSON object per event instead of the table', false)
    .addHelpText('after', HELP)
    .action((video: string, options: AnalyzeOptions) => analyze(video, options, context));
}

async function analyze(video: string, options: AnalyzeOptions, context: CommandContext): Promise<void> {
  const { terminal, signal } = context;
  const view = chooseView(options, context);
  const show = (event: RunEvent): void => view.show(event);
  const { out, profile, cast = null, laws = null, models: pack, workers } = options;
  try {
    const [frames, registry] = await Promise.all([context.frames(), context.models()]);
    const services = {
      frames,
      registry,
      programVersion: context.version,
      signal,
      onDownload: ({ item, receivedBytes, totalBytes }: FetchProgress) =>
        show({ event: 'model-download', item, receivedBytes, totalBytes: totalBytes ?? null }),
    };
    for await (const event of runAnalysis({ video, out, profile, cast, laws, pack, workers }, services)) show(event);
  } finally {
    view.close();
  }
  if (!options.json) terminal.out(await reportRun(out, { colour: terminal.colour }));
}

function chooseView({ json }: AnalyzeOptions, { terminal }: CommandContext): RunView {
  if (json) return jsonView(terminal);
  return terminal.columns === null ? plainView(terminal) : barView(terminal);
}

function usualWorkers(): number {
  return Math.min(availableParallelism(), MOST_WORKERS);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 64) return value;
  throw new InvalidArgumentError('It must be a whole number from 1 to 64.');
}
