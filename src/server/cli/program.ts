import { Command } from 'commander';
import { reportRun } from '../features/runs/report-run.ts';
import { addAccountsCommand } from './accounts-command.ts';
import { addAnalyzeCommand } from './analyze-command.ts';
import type { CommandContext } from './command-context.ts';
import { addExportCommand } from './export-command.ts';
import { addInspectCommand } from './inspect-command.ts';
import { addModelsCommand } from './models-command.ts';

const HELP = `
Begin here:
  $ screenalytics analyze episode.mp4 --out results/episode
  $ screenalytics report results/episode
  $ screenalytics inspect results/episode --at 00:01:23.4
  $ screenalytics export results/episode --format csv

\`screenalytics analyze --help\` explains every option and every file.
`;

/** All commands. Bad usage and --help throw a CommanderError after their text has been printed. */
export function createProgram(context: CommandContext): Command {
  const { terminal } = context;
  const program = new Command('screenalytics')
    .description('Per-person seconds of screen time from a TV episode, with the evidence to check and correct them.')
    .version(context.version)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .addHelpText('after', HELP);
  addAnalyzeCommand(program, context);
  program
    .command('report')
    .summary('print the table of a finished run')
    .description('Prints who was on screen for how long, and what to look at.')
    .argument('<folder>', 'a result folder')
    .action(async (folder: string) => terminal.out(await reportRun(folder, { colour: terminal.colour })));
  addInspectCommand(program, context);
  addExportCommand(program, context);
  addModelsCommand(program, context);
  addAccountsCommand(program, context);
  return program;
}
