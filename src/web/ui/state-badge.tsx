/** The state of a run, a video or a job, in the same words and colours everywhere. */
import { Badge } from '@mantine/core';

const SHOWN: Record<string, { label: string; color: string }> = {
  queued: { label: 'Waiting', color: 'gray' },
  waiting: { label: 'Waiting', color: 'gray' },
  checking: { label: 'Being checked', color: 'blue' },
  running: { label: 'Running', color: 'indigo' },
  done: { label: 'Done', color: 'teal' },
  ready: { label: 'Ready to analyse', color: 'blue' },
  failed: { label: 'Failed', color: 'red' },
  rejected: { label: 'Cannot be used', color: 'red' },
  cancelled: { label: 'Cancelled', color: 'gray' },
  interrupted: { label: 'Interrupted', color: 'orange' },
  none: { label: 'No video yet', color: 'gray' },
};

export function StateBadge({ state }: { readonly state: string }) {
  const { label, color } = SHOWN[state] ?? { label: state, color: 'gray' };
  return (
    <Badge
      color={color}
      variant="light"
      radius="sm"
      tt="none"
      fw={500}
      className="state-badge"
      style={{ flex: 'none' }}
    >
      {label}
    </Badge>
  );
}
