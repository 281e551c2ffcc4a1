/** Entry of the command line: gives the commands what they need and turns how they end into an exit status. */

import type { CommandContext } from './cli/command-context.ts';
import { EXIT, endingOf, Interrupted } from './cli/exit-codes.ts';
import { createProgram } from './cli/program.ts';
import { processTerminal } from './cli/terminal.ts';
import { composeAccounts, composeDatabase, composeFrames, composeModels, composeTranscoder } from './compose.ts';
import { type Config, readConfig } from './config.ts';
import { programVersion } from './program-package.ts';
import { keptSecret } from './secret.ts';

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
      transcoder: () => composeTranscoder(config),
      models: () => composeModels(config),
      accounts: () => openServerAccounts(config),
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

async function openServerAccounts(config: Config) {
  const { server } = config;
  const database = await composeDatabase(server);
  const secret = server.secret ?? (await keptSecret(server.dataDirectory));
  const baseUrl = server.baseUrl ?? 'http://localhost';
  return { accounts: await composeAccounts(server, { database, secret, baseUrl }), close: () => database.close() };
}

await main(process.argv.slice(2));
