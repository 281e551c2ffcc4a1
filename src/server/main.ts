/** Entry of the API. */
import { UserError } from '../errors.ts';
import { readConfig } from './config.ts';
import { startApi } from './start-api.ts';

/** What is still running by then is cut off. */
const PATIENCE_MS = 20_000;

async function main(): Promise<void> {
  const api = await startApi(readConfig());
  let isEnding = false;
  const end = (signal: string): void => {
    // Whoever asks twice does not want to wait.
    if (isEnding) process.exit(1);
    isEnding = true;
    api.app.log.info(`${signal}: closing; once more ends at once`);
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    api.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', () => end('SIGINT'));
  process.on('SIGTERM', () => end('SIGTERM'));
}

main().catch((error: unknown) => {
  process.stderr.write(
    error instanceof UserError ? `screenalytics: ${error.message}\n` : `${(error as Error).stack}\n`,
  );
  process.exit(error instanceof UserError ? 2 : 1);
});
