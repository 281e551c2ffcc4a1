/** `npm run verify -- <base-url>`: is this deployment as it should be? It leaves nothing behind. */
import { Command, InvalidArgumentError } from 'commander';
import { createReport } from './report.ts';
import { runChecks } from './run-checks.ts';

interface Options {
  readonly key?: string;
  readonly origin?: string;
  readonly video?: string;
  readonly patience: number;
  readonly insecure: boolean;
}

const HELP = `
Creates an episode verify-s00e01, uploads a small video to it, has it analysed, and deletes it. For that it needs an
API key of an admin. Exit status: 0 all well, 1 a check failed, 2 a bad argument.
`;

const program = new Command('verify')
  .description('Checks a deployment of Screenalytics from outside, as a browser would use it.')
  .argument('<base-url>', 'where the API is, such as https://api.example.org', readUrl)
  .option('--key <api key>', 'API key; better in the variable SCREENALYTICS_KEY, where no list of processes shows it')
  .option('--origin <ui origin>', 'pages that may use the API, such as https://app.example.org')
  .option('--video <file>', 'send this video instead of a test picture')
  .option('--patience <seconds>', 'how long the analysis may take', readSeconds, 900)
  .option('--insecure', 'accept a self-signed certificate', false)
  .addHelpText('after', HELP)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(verify);

await program.parseAsync();

async function verify(baseUrl: string, options: Options): Promise<void> {
  const { key = process.env['SCREENALYTICS_KEY'] ?? null, origin = null, video = null } = options;
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  const report = createReport((line) => process.stdout.write(line));
  await runChecks(report, {
    target: { baseUrl, key, insecure: options.insecure },
    origin: origin?.replace(/\/+$/, '') ?? null,
    video,
    patienceSeconds: options.patience,
    signal: interrupted.signal,
  });
  const { passed, failed, skipped } = report.counts;
  process.stdout.write(`${passed} ok, ${failed} failed, ${skipped} skipped\n`);
  process.exitCode = failed === 0 && !interrupted.signal.aborted ? 0 : 1;
}

function readUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new InvalidArgumentError('Write it like https://api.example.org.');
  }
  return text.replace(/\/+$/, '');
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0)) throw new InvalidArgumentError('It has to be a number of seconds.');
  return seconds;
}
