import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { parseMoment } from '../features/runs/inspect/parse-moment.ts';
import type { CommandContext } from './command-context.ts';

interface InspectOptions {
  readonly at: string;
  readonly out?: string;
  readonly video?: string;
}

const HELP = `
Example:
  $ screenalytics inspect results/episode --at 00:01:23.4
Boxes of frames that were searched are drawn through, boxes in between are dashed.
`;

export function addInspectCommand(program: Command, context: CommandContext): void {
  const { terminal, signal } = context;
  program
    .command('inspect')
    .summary('draw one frame with boxes and names')
    .description('Writes the frame shown at a moment as a PNG file, with a box and a name for every face.')
    .argument('<folder>', 'a result folder')
    .requiredOption('--at <time>', 'the moment, as 00:01:23.4, 1:23.4 or 83.4')
    .option('--out <file>', 'where the picture goes (default: inspect-<time>.png in the result folder)')
    .option('--video <file>', 'the video, if it was moved since it was analysed')
    .addHelpText('after', HELP)
    .action(async (directory: string, { at: text, out, video }: InspectOptions) => {
      const at = parseMoment(text);
      // Loaded when asked for: drawing is nothing that the other commands should wait for.
      const { inspectRun } = await import('../features/runs/inspect/inspect-run.ts');
      const inspected = await inspectRun(await context.frames(), { directory, at, video: video ?? null, signal });
      const file = out ?? path.join(directory, `inspect-${inspected.seconds.toFixed(3)}.png`);
      await writeFile(file, inspected.png);
      const { frame, seconds, labels } = inspected;
      const seen = labels.length > 0 ? labels.join(', ') : 'nobody';
      terminal.out(`${file}: frame ${frame} at ${seconds.toFixed(3)} s shows ${seen}\n`);
    });
}
