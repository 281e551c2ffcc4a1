/** How long a result takes to become rows and objects, and how long other queries wait meanwhile. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { MadeUpSize } from '../fixtures/made-up-result/made-up-analysis.ts';
import { writeMadeUpResult } from '../fixtures/made-up-result/write-made-up-result.ts';
import type { Database } from '../src/adapters/database/port.ts';
import { type PublishStores, publishRun } from '../src/server/features/runs/publish/publish-run.ts';

export interface PublishMeasurement {
  readonly tracks: number;
  readonly faces: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** The longest that a small query, asked all the time, had to wait. */
  readonly longestWaitMs: number;
}

export async function measurePublish(
  stores: PublishStores,
  { runId, size }: { readonly runId: string; readonly size: MadeUpSize },
): Promise<PublishMeasurement> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'screenalytics-bench-'));
  try {
    await writeMadeUpResult(folder, size);
    const watch = watchQueries(stores.database);
    const before = { wall: performance.now(), cpu: process.cpuUsage() };
    try {
      await publishRun(stores, { runId, folder, signal: new AbortController().signal });
    } finally {
      await watch.stop();
    }
    const { user, system } = process.cpuUsage(before.cpu);
    const wallSeconds = (performance.now() - before.wall) / 1000;
    const tracks = size.shots * size.tracksPerShot;
    const longestWaitMs = watch.longestMs();
    return {
      tracks,
      faces: tracks * size.facesPerTrack,
      wallSeconds,
      cpuSeconds: (user + system) / 1e6,
      longestWaitMs,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function watchQueries({ queries }: Database) {
  let longest = 0;
  let watching = true;
  const watched = (async () => {
    while (watching) {
      const started = performance.now();
      await queries.selectFrom('shows').select('id').limit(1).execute();
      longest = Math.max(longest, performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return {
    async stop(): Promise<void> {
      watching = false;
      await watched;
    },
    longestMs: () => longest,
  };
}
