/** `npm run eval`: analyses clips with reviewed ground truth and prints how far the results are from it. */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { UserError } from '../src/errors.ts';
import { analyzeClip, castOf, findVideo } from './analyze-clip.ts';
import { formatPersons, formatSummary } from './format-report.ts';
import { type GroundTruth, readGroundTruth } from './read-ground-truth.ts';
import { readPrediction } from './read-prediction.ts';
import { scoreClip } from './score-clip.ts';
import { figuresOf, meanFigures } from './summary-figures.ts';

interface Options {
  readonly profile?: string;
  readonly models?: string;
  readonly cast?: string;
  readonly out: string;
  readonly runs?: string;
  readonly json?: string;
}

const command = new Command('eval')
  .description('Analyses clips with reviewed ground truth and prints one table: a row per clip, and the mean.')
  .argument('<gt-dir...>', 'ground-truth directories (see evaluation/README.md), each with its video')
  .option('--profile <name>', 'fast, balanced or accurate, as in analyze')
  .option('--models <pack>', 'model pack, as in analyze')
  .option('--cast <dir>', 'folder with a folder per clip, each with a folder of photographs per person')
  .option('--out <dir>', 'where the results go, a folder per clip; an earlier result there is replaced', 'out/eval')
  .option('--runs <dir>', 'analyse nothing, score the results in <dir>/<clip>/')
  .option('--json <file>', 'also write every figure to this file')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

async function main(directories: readonly string[], options: Options): Promise<void> {
  // Every ground truth is read before the first analysis: a mistyped directory must not cost an hour.
  const truths: GroundTruth[] = [];
  for (const directory of directories) truths.push(await readGroundTruth(directory));
  const twice = truths.find((truth, index) => truths.findIndex((other) => other.clip === truth.clip) < index);
  if (twice) {
    const message = `Two ground-truth directories are called ${twice.clip}: their results would mix. Rename one.`;
    throw new UserError('eval.same-name', message);
  }
  const videos = options.runs === undefined ? await Promise.all(truths.map((truth) => findVideo(truth.directory))) : [];

  const clips = [];
  for (const [index, truth] of truths.entries()) {
    const result = join(resolve(options.runs ?? options.out), truth.clip);
    const video = videos[index];
    const wallSeconds = video === undefined ? null : await analyze({ truth, video, result }, options);
    const score = scoreClip(truth, await readPrediction(result, truth.picture));
    clips.push({
      clip: truth.clip,
      groundTruth: truth.directory,
      result,
      wallSeconds,
      figures: figuresOf(score),
      score,
    });
  }

  const scores = clips.map((clip) => clip.score);
  console.log([formatSummary(scores), ...scores.map(formatPersons)].join('\n\n'));
  if (options.json !== undefined) {
    await writeFile(options.json, `${JSON.stringify({ clips, mean: meanFigures(scores) }, null, 2)}\n`);
  }
}

async function analyze(
  { truth, video, result }: { truth: GroundTruth; video: string; result: string },
  options: Options,
): Promise<number> {
  const cast = options.cast && (await castOf(truth.clip, resolve(options.cast)));
  const wallSeconds = await analyzeClip(video, result, {
    ...(options.profile && { profile: options.profile }),
    ...(options.models && { models: options.models }),
    ...(cast && { cast }),
  });
  const length = truth.frameCount / truth.framesPerSecond;
  console.error(`${truth.clip}: analysed ${length.toFixed(1)} s of video in ${wallSeconds.toFixed(1)} s`);
  return wallSeconds;
}

command.parse();
try {
  await main(command.args, command.opts<Options>());
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  // A failed analysis is not the caller's mistake: 1 tells it from bad input.
  process.exitCode = error.code === 'eval.analysis-failed' ? 1 : 2;
}
