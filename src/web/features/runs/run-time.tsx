/** How long a run has taken, or is taking. */
import { useInterval } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { RunListItem } from '../../../server/contract/runs.ts';
import { formatElapsed } from '../../lib/format-elapsed.ts';
import { secondsBetween } from '../../lib/format-moment.ts';
import { formatClock } from '../../lib/format-time.ts';
import { Nothing } from '../../ui/nothing.tsx';

const TICK_MS = 1_000;

export function RunTime({ run }: { readonly run: Pick<RunListItem, 'startedAt' | 'finishedAt' | 'state'> }) {
  const { startedAt, finishedAt, state } = run;
  if (startedAt === null) return <Nothing why="not yet" />;
  if (finishedAt !== null) return <>{formatElapsed(secondsBetween(startedAt, finishedAt))}</>;
  return state === 'running' ? <Running since={startedAt} /> : <Nothing why="not known" />;
}

function Running({ since }: { readonly since: string }) {
  const [now, setNow] = useState(() => Date.now());
  const { start, stop } = useInterval(() => setNow(Date.now()), TICK_MS);
  useEffect(() => {
    start();
    return stop;
  }, [start, stop]);
  return <>{formatClock(secondsBetween(since, now))}</>;
}
