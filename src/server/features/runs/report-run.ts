import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { UserError } from '../../../errors.ts';
import { parseRun } from './artifacts/run-json.ts';
import { parseScreenTime, type ScreenTimeTable } from './artifacts/screentime-table.ts';
import { readArtifact } from './artifacts/write-artifact.ts';
import { formatClock, formatTimecode, layOutHeader, layOutRemedies, layOutTable } from './report-layout.ts';

type Kind = Parameters<typeof styleText>[0];

/** Turns a missing folder or a run that has not come to its end into one clear sentence. */
async function readFinishedRun(directory: string): Promise<string> {
  const isFolder = await stat(directory).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    const message = `There is no result folder ${directory}. Give the folder that was named by --out of an analyze command.`;
    throw new UserError('run.missing', message);
  }
  const path = join(directory, 'run.json');
  try {
    return await readArtifact(path);
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'artifact.missing') throw error;
    const message = `${directory} holds no finished run. Run the same analyze command again: it goes on where it stopped.`;
    throw new UserError('run.unfinished', message, { cause: error });
  }
}

/** A path as a shell takes it. */
function shellQuote(path: string): string {
  return /^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

/** A moment worth a look: the middle of the longest interval of the person with most seconds. */
function momentToInspect(table: ScreenTimeTable): string {
  const intervals = (table.identities[0] ?? table.unattributed).intervals;
  const longest = intervals.toSorted((a, b) => b.end_s - b.start_s - (a.end_s - a.start_s))[0];
  return formatTimecode(longest === undefined ? 0 : (longest.start_s + longest.end_s) / 2);
}

/**
 * The text that `screenalytics report` prints for a finished result folder: what was analysed, the table of people, what
 * to look at and how to go on. Ends with a line feed; colours only when asked for.
 * @throws UserError when the folder is missing, unfinished or damaged.
 */
export async function reportRun(directory: string, options: { readonly colour?: boolean } = {}): Promise<string> {
  const run = parseRun(await readFinishedRun(directory), join(directory, 'run.json'));
  const tablePath = join(directory, 'screentime.json');
  const table = parseScreenTime(await readArtifact(tablePath), tablePath);
  const paint = (kind: Kind, text: string) =>
    options.colour ? styleText(kind, text, { validateStream: false }) : text;

  const [file = '', ...facts] = layOutHeader(run);
  const [heading = '', ...rows] = layOutTable(table);
  const people = rows.slice(0, -1);
  const remedies = layOutRemedies(run);
  const lines = [
    paint('bold', file),
    ...facts,
    '',
    paint('dim', heading),
    ...people,
    paint('dim', rows.at(-1) ?? ''),
    '',
    `Some face is visible for ${formatClock(table.face_visible_s)} of ${formatClock(table.video_s)}.`,
    `Rules: preset ${table.preset.name}, version ${table.preset.version}.`,
    ...(remedies.length > 0
      ? ['', 'Look at this', ...remedies.map((line) => (line.startsWith(' !') ? paint('yellow', line) : line))]
      : []),
    '',
    'Look further',
    '  screentime.json   which track was seen when, behind every second',
    '  crops/            the best pictures of every track',
    `  screenalytics inspect ${shellQuote(directory)} --at ${momentToInspect(table)}`,
  ];
  return `${lines.join('\n')}\n`;
}
