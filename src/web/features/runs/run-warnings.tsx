/** What a run has to say against itself. */
import { Alert, Stack } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import type { Run } from '../../../server/contract/runs.ts';
import { useLiveRun } from '../../lib/live-events.tsx';

export function RunWarnings({ run }: { readonly run: Run }) {
  const live = useLiveRun(run.id);
  // Those of a run that goes on are told; afterwards they are written down.
  const warnings = run.warnings.length > 0 ? run.warnings : (live?.warnings ?? []);
  if (warnings.length === 0) return null;
  return (
    <Stack gap="xs">
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
