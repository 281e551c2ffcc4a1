/** One job in the list. */
import { ActionIcon, Anchor, Group, Progress, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { CircleStop } from 'lucide-react';
import type { Job } from '../../../server/contract/jobs.ts';
import { formatElapsed } from '../../lib/format-elapsed.ts';
import { secondsBetween } from '../../lib/format-moment.ts';
import { useLiveRun } from '../../lib/live-events.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Nothing } from '../../ui/nothing.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { operationLabel, shareOf } from './job-words.ts';

interface JobItemProps {
  readonly job: Omit<Job, 'result'>;
  readonly depth: number;
  readonly isStopping: boolean;
  /** Null: one may not. */
  readonly onCancel: (() => void) | null;
}

const INDENT = 18;

export function JobItem({ job, depth, isStopping, onCancel }: JobItemProps) {
  const { operation, state, reason, episode, run, worker, addedAt, startedAt, endedAt, attempt } = job;
  const live = useLiveRun(run ?? undefined);
  const share = state === 'running' ? (live?.progress?.share ?? shareOf(job)) : null;
  const label = operationLabel(operation);
  return (
    <Table.Tr>
      <Table.Td style={{ paddingInlineStart: `calc(var(--mantine-spacing-md) + ${depth * INDENT}px)` }}>
        {label}
        {attempt !== null && attempt > 1 && (
          <Text span size="xs" c="dimmed">
            {` · try ${attempt}`}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <StateBadge state={state} />
          {share !== null && (
            <>
              <Progress value={share * 100} w={80} size="sm" aria-label={`${label}: share that is done`} />
              <Text size="xs" c="dimmed" className="numbers">
                {Math.round(share * 100)} %
              </Text>
            </>
          )}
        </Group>
        {reason !== null && (
          <Text size="xs" c="dimmed" mt={2} maw={420}>
            {reason}
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {episode === null ? (
          <Nothing why="of no episode" />
        ) : (
          <Anchor
            inherit
            renderRoot={(props) =>
              run === null ? (
                <Link to="/episodes/$id" params={{ id: episode }} {...props} />
              ) : (
                <Link to="/episodes/$id/runs/$runId" params={{ id: episode, runId: run }} {...props} />
              )
            }
          >
            {episode}
          </Anchor>
        )}
      </Table.Td>
      <Table.Td visibleFrom="md" c="dimmed">
        {worker ?? <Nothing why="none" />}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Moment at={addedAt} />
      </Table.Td>
      <Table.Td ta="right" className="numbers" visibleFrom="xs">
        {startedAt !== null && endedAt !== null ? (
          formatElapsed(secondsBetween(startedAt, endedAt))
        ) : (
          <Nothing why="not at its end" />
        )}
      </Table.Td>
      <Table.Td>
        {onCancel && (state === 'waiting' || state === 'running') && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Cancel: ${label}${episode === null ? '' : ` of ${episode}`}`}
            title="Cancel"
            loading={isStopping}
            onClick={onCancel}
          >
            <CircleStop size={16} aria-hidden />
          </ActionIcon>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
