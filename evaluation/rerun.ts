/** `npm run eval:rerun`: says true things about a run, makes it again in other ways, and looks what became of what was said. */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { findFfmpeg } from '../src/adapters/frames/locate-ffmpeg.ts';
import { UserError } from '../src/errors.ts';
import type { Laws } from '../src/pipeline/cluster/laws.ts';
import { composeFrames, composeModels } from '../src/server/compose.ts';
import { readConfig } from '../src/server/config.ts';
import { hashFile } from '../src/server/jobs/analyze/hash.ts';
import { formatLaws } from '../src/server/jobs/analyze/laws-file.ts';
import { type AnalysisRequest, type AnalysisServices, runAnalysis } from '../src/server/jobs/analyze/run-analysis.ts';
import { programVersion } from '../src/server/program-package.ts';
import { alignTable } from './align-table.ts';
import { findVideo } from './analyze-clip.ts';
import { type GroundTruth, readGroundTruth } from './read-ground-truth.ts';
import { checkEdits, type EditsCheck } from './rerun/check-edits.ts';
import { checkLaws, type LawsCheck } from './rerun/check-laws.ts';
import { lawsOfEdits } from './rerun/laws-of-edits.ts';
import { makeEdits } from './rerun/make-edits.ts';
import { makeFacts } from './rerun/make-facts.ts';
import { readRerunResult } from './rerun/read-matchable.ts';
import { readReviewable } from './rerun/read-reviewable.ts';
import { truePersons } from './rerun/true-persons.ts';
import { fileName, makeVideo, type Variant, variants, writeYunetPack } from './rerun/variants.ts';

interface Options {
  readonly out: string;
  readonly seed: string;
  readonly facts: string;
  readonly yunet?: string;
}

const command = new Command('eval:rerun')
  .description(
    'Corrects runs by their ground truth, makes them again in other ways, and prints what became of the corrections.',
  )
  .argument('<gt-dir...>', 'ground-truth directories (see evaluation/README.md), each with its video')
  .option('--out <dir>', 'where results go; what is there is used again', 'out/rerun')
  .option('--seed <n>', 'another one gives other corrections', '1')
  .option('--facts <n>', 'gestures per clip', '40')
  .option('--yunet <file>', 'yunet_n_dynamic.onnx: makes the runs with that detector, too')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

interface Row extends LawsCheck {
  readonly clip: string;
  readonly variant: string;
  readonly byEdits: EditsCheck;
}

async function main(directories: readonly string[], options: Options): Promise<void> {
  const truths: GroundTruth[] = [];
  for (const directory of directories) truths.push(await readGroundTruth(directory));
  const config = readConfig();
  const [frames, registry] = await Promise.all([composeFrames(config), composeModels(config)]);
  const services: AnalysisServices = {
    frames,
    registry,
    programVersion: programVersion(),
    signal: new AbortController().signal,
    onDownload: () => {},
  };
  const out = resolve(options.out);
  await mkdir(out, { recursive: true });
  const yunet = options.yunet === undefined ? null : join(out, 'yunet.json');
  if (yunet !== null && options.yunet !== undefined) {
    const file = resolve(options.yunet);
    await writeYunetPack(yunet, { file, sha256: await hashFile(file) });
  }
  const rows: Row[] = [];
  for (const truth of truths) rows.push(...(await rerunClip(truth, { ...options, out, yunet, services })));
  console.log(formatRows(rows));
}

interface Setting extends Omit<Options, 'yunet'> {
  readonly yunet: string | null;
  readonly services: AnalysisServices;
}

async function rerunClip(truth: GroundTruth, { out, seed, facts, yunet, services }: Setting): Promise<Row[]> {
  const folder = join(out, truth.clip);
  await mkdir(folder, { recursive: true });
  const video = await findVideo(truth.directory);
  const first = join(folder, 'first');
  const usual = { profile: 'balanced', cast: null, pack: 'bundled', workers: availableParallelism() } as const;
  await analyze({ ...usual, video, out: first }, services);
  const result = await readRerunResult(first);
  const old = truePersons(truth, result, 0);
  const laws: Laws = { of: result.matchable, ...makeFacts(old, { seed: Number(seed), count: Number(facts) }) };
  const lawsFile = join(folder, 'laws.json');
  await writeFile(lawsFile, formatLaws(laws));
  const corrected = { matchable: result.matchable, ...(await readReviewable(first)) };
  const log = makeEdits(corrected.machine, old, { seed: Number(seed), count: Number(facts) });
  await writeFile(
    join(folder, 'edits.json'),
    JSON.stringify(
      log.map(({ body }) => body),
      null,
      1,
    ),
  );
  const editedFile = join(folder, 'laws-of-edits.json');
  await writeFile(editedFile, formatLaws(lawsOfEdits(log, corrected)));
  const rows: Row[] = [];
  const seconds = truth.frameCount / truth.framesPerSecond;
  for (const variant of variants({ seconds, framesPerSecond: truth.framesPerSecond, yunet })) {
    const again = join(folder, fileName(variant.name));
    // Steps that depend on nothing that has changed are not done twice.
    if (!variant.encode) await cp(join(first, 'work'), join(again, 'work'), { recursive: true });
    const request = await requestFor(variant, { video, folder });
    await analyze({ ...usual, ...request, out: again, laws: lawsFile }, services);
    const now = await readRerunResult(again);
    const check = checkLaws(laws, now, { old, now: truePersons(truth, now, variant.cutOff) });
    // As a server does it: the analysis obeys, and then the edits themselves are applied to what it found.
    await analyze({ ...usual, ...request, out: again, laws: editedFile }, services);
    const { matchable } = await readRerunResult(again);
    const byEdits = checkEdits(log, corrected, { matchable, ...(await readReviewable(again)) });
    rows.push({ clip: truth.clip, variant: variant.name, ...check, byEdits });
  }
  return rows;
}

async function requestFor(variant: Variant, { video, folder }: { video: string; folder: string }) {
  return {
    ...variant.request,
    video: await makeVideo(video, variant, { folder, ffmpeg: (await findFfmpeg()).ffmpeg }),
  };
}

async function analyze(request: AnalysisRequest, services: AnalysisServices): Promise<void> {
  const started = performance.now();
  for await (const event of runAnalysis(request, services)) if (event.event === 'run-finished') break;
  console.error(`${request.out}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function formatRows(rows: readonly Row[]): string {
  const head = ['clip', 'run', 'facts', 'cut off', 'attached', '%', 'violated', 'strangers', 'shift', 'trust'];
  const table = rows.map((row) => {
    const inside = row.facts - row.cutOff;
    const share = inside === 0 ? '' : ((100 * row.attached) / inside).toFixed(1);
    const figures = [row.facts, row.cutOff, row.attached, share, row.violations.length, row.strangers.length];
    return [row.clip, row.variant, ...figures.map(String), row.shiftSeconds.toFixed(3), row.trust.toFixed(2)];
  });
  const inside = rows.reduce((sum, { facts, cutOff }) => sum + facts - cutOff, 0);
  const attached = rows.reduce((sum, row) => sum + row.attached, 0);
  const violated = rows.reduce((sum, { violations }) => sum + violations.length, 0);
  const rest = rows.flatMap((row) => [
    ...row.violations.map((words) => `${row.clip}, ${row.variant}: violated: ${words}`),
    ...row.strangers.map((words) => `${row.clip}, ${row.variant}: found in somebody else: ${words}`),
    ...row.unattached.map(
      ({ fact, track, reason }) => `${row.clip}, ${row.variant}: ${fact}: track ${track}, ${reason}`,
    ),
  ]);
  const total = `${attached} of ${inside} facts inside the videos attached (${((100 * attached) / inside).toFixed(2)} %), ${violated} violated`;
  return [alignTable([head, ...table]), total, ...rest, '', formatEdits(rows)].join('\n');
}

function formatEdits(rows: readonly Row[]): string {
  const head = ['clip', 'run', 'edits', 'cut off', 'attached', '%', 'violated', 'moments', 'alike %'];
  const share = (part: number, whole: number, digits: number) =>
    whole === 0 ? '' : ((100 * part) / whole).toFixed(digits);
  const figures = ({ edits, cutOff, attached, moments, agreeing }: EditsCheck, violated: number) => [
    ...[edits, cutOff, attached].map(String),
    share(attached, edits - cutOff, 1),
    ...[violated, moments].map(String),
    share(agreeing, moments, 2),
  ];
  const sum = (key: 'edits' | 'cutOff' | 'attached' | 'moments' | 'agreeing') =>
    rows.reduce((total, { byEdits }) => total + byEdits[key], 0);
  const all = { edits: sum('edits'), cutOff: sum('cutOff'), attached: sum('attached'), moments: sum('moments') };
  const violated = rows.reduce((total, { byEdits }) => total + byEdits.violations.length, 0);
  const table = [
    ...rows.map(({ clip, variant, byEdits }) => [clip, variant, ...figures(byEdits, byEdits.violations.length)]),
    ['all', '', ...figures({ ...all, agreeing: sum('agreeing'), violations: [], unattached: [] }, violated)],
  ];
  const rest = rows.flatMap(({ clip, variant, byEdits }) => [
    ...byEdits.violations.map((words) => `${clip}, ${variant}: violated: ${words}`),
    ...byEdits.unattached.map((words) => `${clip}, ${variant}: not attached: ${words}`),
  ]);
  return [alignTable([head, ...table]), ...rest].join('\n');
}

command.parse();
try {
  await main(command.args, command.opts<Options>());
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
