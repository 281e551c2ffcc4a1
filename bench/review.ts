/** `npm run bench:review`: how long it takes to replay long logs, and to take back the first edit of one. */
import { performance } from 'node:perf_hooks';
import { alignTable } from '../evaluation/align-table.ts';
import { madeUpLog, madeUpRun } from '../fixtures/made-up-review/made-up-history.ts';
import type { LogEntry } from '../src/review/edit.ts';
import { replay } from '../src/review/replay.ts';

const TRACKS = 6000;
const IDENTITIES = 300;
const LENGTHS = [1000, 10_000];
const REPEATS = 15;

const run = madeUpRun(
  'run',
  Array.from({ length: TRACKS }, (_, index) => 1 + ((index * 7919) % IDENTITIES)),
);
const runs = new Map([[run.runId, run]]);

function timed(log: readonly LogEntry[]): number {
  const times = Array.from({ length: REPEATS }, () => {
    const start = performance.now();
    replay({
      runId: run.runId,
      runs,
      log,
      counterparts: () => {
        throw new Error('one run needs no counterparts');
      },
    });
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[REPEATS >> 1] ?? 0;
}

const rows = LENGTHS.map((length) => {
  const log = madeUpLog(run, { length, seed: 1 });
  const undo = { id: 'undo', seq: length + 1, author: 'later', undoes: 'e1' };
  return [String(length), timed([]).toFixed(1), timed(log).toFixed(1), timed([...log, undo]).toFixed(1)];
});
process.stdout.write(`${TRACKS} tracks, ${IDENTITIES} identities; median of ${REPEATS}, milliseconds\n\n`);
process.stdout.write(`${alignTable([['edits', 'none', 'all', 'all but the first'], ...rows])}\n`);
