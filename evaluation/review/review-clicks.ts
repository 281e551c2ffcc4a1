/** `npm run eval:review`: how many decisions simulated reviewers need until 95 % of all seconds are correct. */
import path from 'node:path';
import { Command } from 'commander';
import { UserError } from '../../src/errors.ts';
import { alignTable } from '../align-table.ts';
import { type Clicks, countByQuestions, countInOrder } from './count-clicks.ts';
import { generateCase } from './generate-case.ts';
import { readCase } from './read-case.ts';
import type { ReviewCase } from './review-case.ts';

const WANTED = 0.95;
const MISTAKES = [0, 0.05];
const GENERATED = [
  { seed: 1, people: 8, tracks: 150 },
  { seed: 2, people: 15, tracks: 400 },
  { seed: 3, people: 30, tracks: 900 },
  { seed: 4, people: 50, tracks: 1200 },
];

const command = new Command('eval:review')
  .description('Counts the decisions until 95 % of the seconds are correct, by three ways of reviewing.')
  .argument('[gt-dir...]', 'ground-truth directories; without one, generated episodes alone')
  .option('--runs <dir>', 'results of `npm run eval`, a folder per clip', 'out/eval')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

async function main(directories: readonly string[], { runs }: { readonly runs: string }): Promise<void> {
  const cases: ReviewCase[] = GENERATED.map(generateCase);
  for (const directory of directories) {
    cases.push(await readCase(directory, path.join(runs, path.basename(path.resolve(directory)))));
  }
  for (const mistakes of MISTAKES) {
    process.stdout.write(`${mistakes === 0 ? 'Never wrong' : `${mistakes * 100} % of decisions wrong`}\n\n`);
    process.stdout.write(`${alignTable([HEAD, ...cases.map((made) => rowOf(made, mistakes))])}\n\n`);
  }
}

const HEAD = [
  '',
  'identities',
  'at first %',
  'questions',
  'biggest first',
  'arrival',
  'ratio',
  'stops after',
  'correct then %',
];

function rowOf(made: ReviewCase, mistakes: number): string[] {
  const counting = { wanted: WANTED, mistakes, seed: 7 };
  const asked = countByQuestions(made, counting);
  const size = countInOrder(made, 'size', counting);
  const arrival = countInOrder(made, 'arrival', counting);
  const ratio =
    asked.untilCorrect !== null && size.untilCorrect ? (asked.untilCorrect / size.untilCorrect).toFixed(2) : '–';
  return [
    made.name,
    String(made.machine.identities.length),
    percent(asked.atStart),
    show(asked),
    show(size),
    show(arrival),
    ratio,
    asked.untilSettled ? String(asked.untilSettled.clicks) : 'never',
    asked.untilSettled ? percent(asked.untilSettled.correct) : '–',
  ];
}

const percent = (share: number): string => (share * 100).toFixed(1);
const show = ({ untilCorrect, atEnd }: Clicks): string =>
  untilCorrect === null ? `never (${percent(atEnd)} %)` : String(untilCorrect);

command.action(async (directories: string[], options: { runs: string }) => {
  try {
    await main(directories, options);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
});
await command.parseAsync();
