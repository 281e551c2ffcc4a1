/** The table of `screenalytics report`: pure text from numbers, at most 80 columns wide. */
import type { RunRecord } from './artifacts/run-json.ts';
import type { ScreenTimeTable } from './artifacts/screentime-table.ts';
import { fitText, textWidth, wrapText } from './text-width.ts';

const columns = 80;
const barColumns = 8;

/** Seconds as `m:ss.s`, from an hour on `h:mm:ss.s`; rounded to the tenth. */
export function formatClock(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  const rest = String((tenths % 600) / 10).replace(/^(\d+)$/, '$1.0');
  const minutes = Math.floor(tenths / 600);
  const pad = (value: number | string, length: number) => String(value).padStart(length, '0');
  if (minutes < 60) return `${minutes}:${pad(rest, 4)}`;
  return `${Math.floor(minutes / 60)}:${pad(minutes % 60, 2)}:${pad(rest, 4)}`;
}

/** Seconds as `hh:mm:ss.s`, the form that `--at` takes. */
export function formatTimecode(seconds: number): string {
  const clock = formatClock(seconds);
  return '00:00:00.0'.slice(0, Math.max(0, 10 - clock.length)) + clock;
}

/** A bar for a share of 0 to 1, in eighths of a column. A share above 0 always shows. */
export function formatBar(share: number, width: number): string {
  const eighths = share > 0 ? Math.max(1, Math.round(Math.min(share, 1) * width * 8)) : 0;
  const rest = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8] ?? '';
  return '█'.repeat(Math.floor(eighths / 8)) + rest;
}

/** How a person without a name is called. */
function personName(identity: number, name: string | null): string {
  return name ?? `Person ${identity}`;
}

type Row = ScreenTimeTable['unattributed'] & { readonly confidence?: number };

function tableRows(table: ScreenTimeTable): readonly { readonly title: string; readonly row: Row }[] {
  const people = table.identities.map((row) => ({ title: personName(row.identity, row.name), row }));
  return [...people, { title: 'unattributed', row: table.unattributed }];
}

/** The table itself: a header, a row per person by falling seconds, the unattributed row. */
export function layOutTable(table: ScreenTimeTable): readonly string[] {
  const rows = tableRows(table);
  const clock = table.video_s >= 3600 || table.unattributed.seconds >= 3600 ? 9 : 7;
  const fixed = 3 * clock + 6 + barColumns + 5 + 4 + 7 * 2;
  const name = Math.min(columns - fixed, Math.max(4, ...rows.map(({ title }) => textWidth(title))));
  const longest = Math.max(...rows.map(({ row }) => row.seconds));
  const line = (...cells: readonly [string, string, string, string, string, string, string, string]): string => {
    const [title, time, share, bar, first, last, shots, conf] = cells;
    const numbers = [fitText(time, clock, 'right'), fitText(share, 6, 'right'), fitText(bar, barColumns)];
    const places = [fitText(first, clock, 'right'), fitText(last, clock, 'right'), fitText(shots, 5, 'right')];
    return [fitText(title, name), ...numbers, ...places, fitText(conf, 4, 'right')].join('  ').trimEnd();
  };
  const share = (value: number) => (table.video_s > 0 ? `${((100 * value) / table.video_s).toFixed(1)}%` : '–');
  const time = (value: number | null) => (value === null ? '–' : formatClock(value));
  return [
    line('name', 'seconds', 'share', '', 'first', 'last', 'shots', 'conf'),
    ...rows.map(({ title, row }) =>
      line(
        title,
        time(row.seconds),
        share(row.seconds),
        formatBar(longest > 0 ? row.seconds / longest : 0, barColumns),
        time(row.first_s),
        time(row.last_s),
        String(row.shots),
        row.confidence === undefined ? '' : `${Math.round(row.confidence * 100)}%`,
      ),
    ),
  ];
}

/** What was analysed: the file's name, then the facts. */
export function layOutHeader(run: RunRecord): readonly string[] {
  const { file, durationSeconds, probe } = run.input;
  const { frames, analysedFrames, shots } = run.counts;
  const facts = [
    formatClock(durationSeconds),
    `${probe.width}×${probe.height}`,
    `${shots} ${shots === 1 ? 'shot' : 'shots'}`,
    `profile ${run.config.profile}`,
    `${analysedFrames} of ${frames} frames analysed`,
  ];
  return [fitText(file, columns).trimEnd(), ...wrapText(facts.join(' · '), columns)];
}

/** A guardrail's value as its target is written: fractions in per cent, counts and rates as they are. */
function formatValue(name: string, value: number): string {
  if (/fraction|rate$/.test(name)) return `${Math.round(value * 1000) / 10}%`;
  return String(Math.round(value * 10) / 10);
}

function formatTarget({ name, target: { min, max } }: RunRecord['guardrails'][number]): string {
  if (min !== undefined && max !== undefined) return `${formatValue(name, min)}–${formatValue(name, max)}`;
  if (max !== undefined) return `at most ${formatValue(name, max)}`;
  return min === undefined ? 'none' : `at least ${formatValue(name, min)}`;
}

/** Warnings first, then guardrails outside their target, the graver ones first; each with what to do. Empty if all is well. */
export function layOutRemedies(run: RunRecord): readonly string[] {
  const item = (mark: string, title: string, remedy: string) => [
    ...wrapText(title, columns - 4).map((line, i) => `${i === 0 ? ` ${mark}  ` : '    '}${line}`),
    ...wrapText(remedy, columns - 4).map((line) => `    ${line}`),
  ];
  const judged = (status: string, mark: string) =>
    run.guardrails
      .filter((each) => each.status === status)
      .flatMap((each) => {
        const value = each.value === null ? '–' : formatValue(each.name, each.value);
        return item(mark, `${each.label}: ${value} (target ${formatTarget(each)})`, each.remedy ?? '');
      });
  return [
    ...run.warnings.flatMap(({ message, remedy }) => item('!', message, remedy)),
    ...judged('warn', '!'),
    ...judged('notice', '·'),
  ];
}
