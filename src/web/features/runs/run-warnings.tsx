/** What a run has to say against itself, and why it ended without a result. */
import { Alert, Stack, Text } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import type { Run } from '../../../server/contract/runs.ts';
import { useLiveRun } from '../../lib/live-events.tsx';
import { canRetry } from './use-run-changes.ts';

export function RunWarnings({ run }: { readonly run: Run }) {
  const live = useLiveRun(run.id);
  // Those of a run that goes on are told; afterwards they are written down.
  const warnings = run.warnings.length > 0 ? run.warnings : (live?.warnings ?? []);
  const hasEnded = canRetry(run) && run.reason !== null;
  if (warnings.length === 0 && !hasEnded) return null;
  return (
    <Stack gap="xs">
      {hasEnded && (
        <Alert
          color={run.state === 'failed' ? 'red' : 'gray'}
          variant="light"
          title={run.state === 'failed' ? 'It failed' : 'It was cancelled'}
          icon={<TriangleAlert size={18} aria-hidden />}
        >
          <Text>{run.reason}</Text>
          <Text mt={4}>What is done is kept: “Go on” takes it up where it stopped.</Text>
        </Alert>
      )}
      {warnings.map(({ code, message, remedy }) => (
        <Alert
          key={code + message}
          color="orange"
          variant="light"
          title={message}
          icon={<TriangleAlert size={18} aria-hidden />}
        >
          {remedy}
        </Alert>
      ))}
    </Stack>
  );
}
