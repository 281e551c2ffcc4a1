/** Which run this is, how it stands, and what can be done with it. */
import { Badge, Button, Group, Text, Title } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft, CircleStop, Play, RotateCcw, SlidersHorizontal, Star } from 'lucide-react';
import { useState } from 'react';
import type { Run } from '../../../server/contract/runs.ts';
import { useShortcuts } from '../../lib/shortcuts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { useMe } from '../accounts/use-me.ts';
import { AnalyseDialog } from './analyse-dialog.tsx';
import { packOf } from './run-config.ts';
import { RunMenu } from './run-menu.tsx';
import { RunTime } from './run-time.tsx';
import { canRetry, isUnfinished, useRunChanges } from './use-run-changes.ts';

export function RunHead({ run }: { readonly run: Run }) {
  const { id, episodeId, number, state } = run;
  const { may } = useMe();
  const navigate = useNavigate();
  const { activate, cancel, retry } = useRunChanges(episodeId);
  const [isAsking, setAsking] = useState(false);
  const mayChange = may('reviewer');
  const goesOn = isUnfinished(run);
  const open = () => void navigate({ to: '/episodes/$id', params: { id: episodeId }, search: { run: id } });
  useShortcuts('This run', [
    ...(state === 'done' ? [{ keys: 'o', label: 'Open the result', run: open }] : []),
    ...(mayChange ? [{ keys: 'a', label: 'Run again with other settings', run: () => setAsking(true) }] : []),
  ]);
  return (
    <Group justify="space-between" gap="sm" align="flex-start">
      <div>
        <Group gap="sm">
          <Link
            to="/episodes/$id/runs"
            params={{ id: episodeId }}
            aria-label="All runs"
            title="All runs"
            className="plain-link"
          >
            <ArrowLeft size={17} aria-hidden style={{ display: 'block' }} />
          </Link>
          <Title order={2}>Run {number}</Title>
          <StateBadge state={state} />
          {run.isActive && (
            <Badge variant="outline" tt="none" radius="sm" title="The episode shows its result">
              Active
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed" mt={4} component="div">
          <span style={{ textTransform: 'capitalize' }}>{run.profile}</span>
          {' · asked for '}
          <Moment at={run.queuedAt} />
          {run.startedAt !== null && (
            <>
              {' · '}
              {goesOn ? 'running for ' : 'took '}
              <span className="numbers">
                <RunTime run={run} />
              </span>
            </>
          )}
        </Text>
      </div>
      <Group gap="xs">
        {state === 'done' && (
          <Button leftSection={<Play size={16} aria-hidden />} onClick={open}>
            Open the result
          </Button>
        )}
        {mayChange && state === 'done' && !run.isActive && (
          <Button
            variant="default"
            leftSection={<Star size={16} aria-hidden />}
            onClick={() => activate.mutate({ id })}
          >
            Make active
          </Button>
        )}
        {mayChange && canRetry(run) && (
          <Button leftSection={<RotateCcw size={16} aria-hidden />} onClick={() => retry.mutate({ id })}>
            Go on
          </Button>
        )}
        {mayChange && goesOn && (
          <Button
            variant="default"
            leftSection={<CircleStop size={16} aria-hidden />}
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ id })}
          >
            Cancel
          </Button>
        )}
        {mayChange && !goesOn && (
          <Button
            variant="default"
            leftSection={<SlidersHorizontal size={16} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            Run again
          </Button>
        )}
        <RunMenu
          run={run}
          mayChange={mayChange}
          onDelete={() => void navigate({ to: '/episodes/$id/runs', params: { id: episodeId } })}
        />
      </Group>
      {isAsking && (
        <AnalyseDialog
          episodeId={episodeId}
          profile={run.profile}
          pack={packOf(run)}
          onClose={() => setAsking(false)}
        />
      )}
    </Group>
  );
}
