/** Ways of showing a run while it goes on. */
import type { StageName } from '../../pipeline/stage-events.ts';
import { createProgressEstimate, type Estimate } from '../jobs/analyze/progress-estimate.ts';
import type { RunEvent } from '../jobs/analyze/run-events.ts';
import type { Terminal } from './terminal.ts';

export interface RunView {
  show(event: RunEvent): void;
  /** Leaves the terminal tidy. Call however the run ends. */
  close(): void;
}

const STAGE_TEXTS: Readonly<Record<StageName, string>> = {
  probe: 'reading the file',
  scan: 'finding shots',
  detect: 'finding faces',
  track: 'following faces',
  embed: 'comparing faces',
  identify: 'finding people',
  measure: 'measuring time',
  export: 'writing results',
};

const PROGRESS_EVERY_MS = 250;

/** JSON lines on standard output: every event, progress at most four times a second. */
export function jsonView(terminal: Terminal): RunView {
  let told = Number.NEGATIVE_INFINITY;
  return {
    show(event) {
      if (event.event === 'progress') {
        if (performance.now() - told < PROGRESS_EVERY_MS) return;
        told = performance.now();
      }
      terminal.out(`${JSON.stringify(event)}\n`);
    },
    close() {},
  };
}

/** One plain line per stage, for logs. */
export function plainView(terminal: Terminal): RunView {
  let downloading = '';
  return {
    show(event) {
      if (event.event === 'stage-finished') {
        const cost = event.reused ? 'done before' : `${event.wallSeconds.toFixed(1)} s`;
        terminal.err(`${STAGE_TEXTS[event.stage]}: ${cost}\n`);
      } else if (event.event === 'warning') {
        terminal.err(warningLine(event));
      } else if (event.event === 'model-download' && event.item !== downloading) {
        downloading = event.item;
        terminal.err(`fetching ${event.item}\n`);
      }
    },
    close() {},
  };
}

/** One line that is redrawn in place: stage, bar, per cent, speed, time left. */
export function barView(terminal: Terminal): RunView {
  const estimate = createProgressEstimate();
  const started = performance.now();
  let videoSeconds: number | null = null;
  let drawn = Number.NEGATIVE_INFINITY;
  const draw = (line: string): void => terminal.err(`\r\u001b[2K${line.slice(0, (terminal.columns ?? 80) - 1)}`);
  return {
    show(event) {
      estimate.note(event);
      if (event.event === 'run-started') videoSeconds = event.videoSeconds;
      if (event.event === 'warning') terminal.err(`\r\u001b[2K${warningLine(event)}`);
      if (event.event === 'run-finished') return draw('');
      const now = performance.now();
      const minor = event.event === 'progress' || event.event === 'model-download';
      if (minor && now - drawn < PROGRESS_EVERY_MS / 2) return;
      drawn = now;
      const seconds = (now - started) / 1000;
      draw(
        event.event === 'model-download'
          ? downloadLine(event)
          : barLine(estimate.at(seconds), { seconds, videoSeconds }),
      );
    },
    close: () => draw(''),
  };
}

const BAR_COLUMNS = 24;

/** For instance `finding faces    ████████░░░░  42%  6.1× real time  0:31 left`. */
export function barLine(estimate: Estimate, run: { seconds: number; videoSeconds: number | null }): string {
  const { stage, share, secondsLeft } = estimate;
  const full = Math.round(share * BAR_COLUMNS);
  const bar = '█'.repeat(full) + '░'.repeat(BAR_COLUMNS - full);
  const speed = run.videoSeconds !== null && run.seconds > 1 ? (share * run.videoSeconds) / run.seconds : null;
  return [
    (stage === null ? 'starting' : STAGE_TEXTS[stage]).padEnd(16),
    bar,
    `${Math.floor(share * 100)}%`.padStart(4),
    speed === null ? '' : `${speed.toFixed(1)}× real time`,
    secondsLeft === null ? '' : `${clock(secondsLeft)} left`,
  ]
    .filter((part) => part !== '')
    .join('  ');
}

function downloadLine({ item, receivedBytes, totalBytes }: Extract<RunEvent, { event: 'model-download' }>): string {
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  const total = totalBytes === null ? '' : ` of ${megabytes(totalBytes)}`;
  return `fetching models  ${megabytes(receivedBytes)}${total} MB  ${item}`;
}

const warningLine = ({ message, remedy }: { message: string; remedy: string }): string =>
  `warning: ${message} ${remedy}\n`;

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const pad = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`;
}
