import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { UserError } from '../../errors.ts';
import { type ExportOptions, exportOptions, type FormatName } from '../contract/exports.ts';
import type { ExportData } from '../features/exports/export-data.ts';
import { exportFileName } from '../features/exports/file-name.ts';
import { EXPORT_FORMATS, formatNamed, writeExport } from '../features/exports/formats.ts';
import { readResultFolder } from '../features/exports/read-result-folder.ts';
import { writeArtifactWith } from '../features/runs/artifacts/write-artifact.ts';
import { parseMoment } from '../features/runs/inspect/parse-moment.ts';
import { readSource } from '../jobs/analyze/probe-stage.ts';
import type { CommandContext } from './command-context.ts';

interface CliOptions {
  readonly format: FormatName;
  readonly out?: string;
  readonly video?: string;
  readonly from?: string;
  readonly to?: string;
  readonly preset?: string;
  readonly gapTolerance?: number;
  readonly minimumSightings?: number;
  readonly startTimecode?: string;
  readonly timecode?: 'drop' | 'non-drop';
}

const HELP = `
Formats:
${EXPORT_FORMATS.map(({ name, purpose }) => `  ${name.padEnd(14)} ${purpose}`).join('\n')}

Examples:
  $ screenalytics export results/episode --format csv
  $ screenalytics export results/episode --format edl --start-timecode '01:00:00;00' --out episode.edl
  $ screenalytics export results/episode --format vtt --from 10:00 --to 12:30.5 --out - | less

All formats say what the table of the same rules says: they are written from the same intervals.
`;

export function addExportCommand(program: Command, context: CommandContext): void {
  program
    .command('export')
    .summary('write the numbers of a finished run as a file for other programs')
    .description(
      'Writes who is on screen when, in a format of other programs: spreadsheets, players, editors, trackers.',
    )
    .argument('<folder>', 'a result folder')
    .addOption(
      new Option('--format <name>', 'what to write, see below')
        .choices(EXPORT_FORMATS.map(({ name }) => name))
        .makeOptionMandatory(),
    )
    .option(
      '--out <file>',
      'where it goes, - for standard output (default: named after the video, in the result folder)',
    )
    .option('--video <file>', 'for mp4: the video, if it was moved since it was analysed')
    .option('--from <time>', 'only from this moment on, as 00:01:23.4, 1:23.4 or 83.4')
    .option('--to <time>', 'only up to this moment')
    .option('--preset <name>', 'rules that seconds are counted by: standard (default), strict or generous')
    .option('--gap-tolerance <seconds>', 'longest stretch without a sighting that counts as seen', numberOf)
    .option('--minimum-sightings <n>', 'tracks with fewer sightings count for nobody', numberOf)
    .option('--start-timecode <code>', 'time code of the first frame (default: as the video says, else 00:00:00:00)')
    .addOption(
      new Option(
        '--timecode <kind>',
        'at 29.97 and 59.94 frames a second (default: as the start time code is written, else drop)',
      ).choices(['drop', 'non-drop']),
    )
    .addHelpText('after', HELP)
    .action((folder: string, options: CliOptions) => exportFolder(folder, options, context));
}

async function exportFolder(folder: string, options: CliOptions, context: CommandContext): Promise<void> {
  const { terminal } = context;
  const format = formatNamed(options.format);
  const data = await readResultFolder(folder, readOptions(options));
  if (format.name === 'mp4') {
    const file = options.out ?? path.join(folder, exportFileName(data, format));
    await exportClip({ data, folder, file, video: options.video }, context);
    terminal.out(`${file}: ${format.title}\n`);
    return;
  }
  const pieces = writeExport(format.name, data);
  if (options.out === '-') {
    for await (const piece of pieces) terminal.out(typeof piece === 'string' ? piece : new TextDecoder().decode(piece));
    return;
  }
  const file = options.out ?? path.join(folder, exportFileName(data, format));
  await writeArtifactWith(file, async (handle) => {
    for await (const piece of pieces) await handle.writeFile(piece);
  });
  terminal.out(`${file}: ${format.title}\n`);
}

interface ClipPlace {
  readonly data: ExportData;
  readonly folder: string;
  readonly file: string;
  readonly video: string | undefined;
}

async function exportClip({ data, folder, file, video }: ClipPlace, context: CommandContext): Promise<void> {
  const source = video ?? (await readSource(path.join(folder, 'work')))?.path;
  const remedy = `name the video ${data.receipt.video.file} with --video <file>`;
  if (source === undefined) throw new UserError('exports.no-video', `Where the video lies is not known: ${remedy}.`);
  if (file === '-') throw new UserError('exports.bad-option', 'A clip goes to a file: name one with --out.');
  const [frames, transcoder, { makeClip }] = await Promise.all([
    context.frames(),
    context.transcoder(),
    // Loaded when asked for: the fonts and pages that it draws with take long to load.
    import('../features/exports/make-clip.ts'),
  ]);
  const probed = await frames.probe(source, { signal: context.signal });
  const partial = `${file}.partial`;
  try {
    const workFolder = path.dirname(path.resolve(file));
    await makeClip(transcoder, { data, video: probed, target: partial, workFolder, signal: context.signal });
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
}

/** @throws UserError that names the option. */
function readOptions(given: CliOptions): ExportOptions {
  const { from, to, preset, gapTolerance, minimumSightings, startTimecode, timecode } = given;
  const { data, error } = exportOptions.safeParse({
    preset,
    fromSeconds: from === undefined ? undefined : parseMoment(from),
    toSeconds: to === undefined ? undefined : parseMoment(to),
    gapToleranceSeconds: gapTolerance,
    minimumSightings,
    startTimecode,
    dropFrame: timecode === undefined ? undefined : timecode === 'drop',
  });
  if (data) return data;
  const { path: [field] = [], message = '' } = error.issues[0] ?? {};
  throw new UserError(
    'exports.bad-option',
    `--${OPTION_OF[String(field)] ?? String(field)} cannot be used: ${message}`,
  );
}

const OPTION_OF: Readonly<Record<string, string>> = {
  fromSeconds: 'from',
  toSeconds: 'to',
  gapToleranceSeconds: 'gap-tolerance',
  minimumSightings: 'minimum-sightings',
  startTimecode: 'start-timecode',
};

function numberOf(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It must be a number.');
}
