/** Why a run ended without a result, and that nothing of it is lost. */
import { Alert, Text } from '@mantine/core';
import { CircleSlash, TriangleAlert } from 'lucide-react';
import type { Run } from '../../../server/contract/runs.ts';

export function RunEnded({ run }: { readonly run: Run }) {
  const hasFailed = run.state === 'failed';
  const Icon = hasFailed ? TriangleAlert : CircleSlash;
  return (
    <Alert
      color={hasFailed ? 'red' : 'gray'}
      variant="light"
      title={hasFailed ? 'It failed' : 'It was cancelled'}
      icon={<Icon size={18} aria-hidden />}
    >
      {run.reason !== null && <Text>{run.reason}</Text>}
      <Text>What is done is kept: “Go on” takes it up where it stopped.</Text>
    </Alert>
  );
}
