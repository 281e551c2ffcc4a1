/** One run: live while it goes on, then what came of it and how far it can be trusted. */
import { Skeleton, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Run } from '../../../server/contract/runs.ts';
import { failureOf } from '../../lib/failure-of.ts';
import { useLiveRun } from '../../lib/live-events.tsx';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Artifacts } from './artifacts.tsx';
import { GuardrailTable } from './guardrail-table.tsx';
import { NoSuchRun } from './no-such-run.tsx';
import { RunCounts } from './run-counts.tsx';
import { RunEnded } from './run-ended.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunHead } from './run-head.tsx';
import { RunLog } from './run-log.tsx';
import classes from './run-page.module.css';
import { RunPreview } from './run-preview.tsx';
import { RunWarnings } from './run-warnings.tsx';
import { StageList } from './stage-list.tsx';
import { canRetry, isUnfinished } from './use-run-changes.ts';
import { WaitingNotice } from './waiting-notice.tsx';

const EVERY_MS = 5_000;

export function RunPage() {
  const { id, runId } = useParams({ from: '/shell/episodes/$id/runs/$runId' });
  const trpc = useTrpc();
  const {
    data: run,
    error,
    refetch,
  } = useQuery(
    trpc.runs.get.queryOptions(
      { id: runId },
      // Ends of stages are no events.
      { refetchInterval: ({ state: { data } }) => data !== undefined && isUnfinished(data) && EVERY_MS },
    ),
  );
  useFreshStages(runId);
  if (error) {
    if (failureOf(error).code === 'runs.not-found') return <NoSuchRun episodeId={id} />;
    return <FailureNotice title="The run could not be read" error={error} onRetry={() => void refetch()} />;
  }
  // The type has what the contract promises, less what JSON cannot say.
  return run ? <ShownRun run={{ ...run, config: run.config ?? null }} /> : <RunSkeleton />;
}

function ShownRun({ run }: { readonly run: Run }) {
  const goesOn = isUnfinished(run);
  return (
    <Stack gap="md" pb="xl">
      <RunHead run={run} />
      {goesOn && <WaitingNotice run={run} />}
      {canRetry(run) && <RunEnded run={run} />}
      {run.counts && <RunCounts counts={run.counts} />}
      <div className={classes['columns']}>
        <Stack gap="md" className={classes['column'] ?? ''}>
          <StageList run={run} />
          <RunWarnings run={run} />
          {run.guardrails.length > 0 && <GuardrailTable guardrails={run.guardrails} />}
        </Stack>
        <Stack gap="md" className={classes['column'] ?? ''}>
          {goesOn && <RunPreview run={run} />}
          <RunLog run={run} />
          <RunFacts run={run} />
          {run.artifacts.length > 0 && <Artifacts run={run} />}
        </Stack>
      </div>
    </Stack>
  );
}

/** A stage's end is not an event of its own: where the next one begins, there is news of the one before. */
function useFreshStages(runId: string): void {
  const stage = useLiveRun(runId)?.progress?.stage;
  const trpc = useTrpc();
  const cache = useQueryClient();
  useEffect(() => {
    if (stage !== undefined) void cache.invalidateQueries({ queryKey: trpc.runs.get.queryKey({ id: runId }) });
  }, [stage, cache, trpc, runId]);
}

function RunSkeleton() {
  return (
    <Stack gap="md" aria-busy="true" aria-label="Loading">
      <Skeleton height={36} width={320} />
      <div className={classes['columns']}>
        <Skeleton height={400} />
        <Skeleton height={400} />
      </div>
    </Stack>
  );
}
