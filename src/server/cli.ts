/** Entry of the command line: gives the commands what they need and turns how they end into an exit status. */

import type { CommandContext } from './cli/command-context.ts';
import { EXIT, endingOf, Interrupted } from './cli/exit-codes.ts';
import { createProgram } from './cli/program.ts';
import { processTerminal } from './cli/terminal.ts';
import { composeFrames, composeModels } from './compose.ts';
import { readConfig } from './config.ts';
import { programVersion } from './program-version.ts';

async function main(args: readonly string[]): Promise<void> {
  const interruption = new AbortController();
  const interrupt = (): void => {
    // Whoever asks twice does not want to wait; children notice that their parent has gone.
    if (interruption.signal.aborted) process.exit(EXIT.interrupted);
    interruption.abort(new Interrupted());
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const { signal } = interruption;
  try {
    const config = readConfig();
    const context: CommandContext = {
      terminal: processTerminal(config),
      frames: () => composeFrames(config),
      models: () => composeModels(config),
      version: programVersion(),
      signal,
      setExitCode(code) {
        process.exitCode = code;
      },
    };
    await createProgram(context).parseAsync([...args], { from: 'user' });
  } catch (error) {
    const ending = endingOf(error, signal.aborted);
    process.exitCode = ending.code;
    if (ending.error !== null && args.includes('--json')) {
      process.stdout.write(`${JSON.stringify({ event: 'error', ...ending.error })}\n`);
    }
    process.stderr.write(ending.text);
  }
}

await main(process.argv.slice(2));
