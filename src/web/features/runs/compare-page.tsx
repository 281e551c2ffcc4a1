/** Two runs of an episode side by side: what changed in the numbers, and which settings may be why. */
import { ActionIcon, Group, Select, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft, ArrowLeftRight, GitCompareArrows } from 'lucide-react';
import type { RunListItem } from '../../../server/contract/runs.ts';
import { formatMoment } from '../../lib/format-moment.ts';
import { useShortcuts } from '../../lib/shortcuts.tsx';
import { useTrpc } from '../../trpc.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import type { CompareView } from './compare-view.ts';
import { ComparedRuns } from './compared-runs.tsx';

export function ComparePage() {
  const { id } = useParams({ from: '/shell/episodes/$id' });
  const { left, right } = useSearch({ from: '/shell/episodes/$id/compare' });
  const navigate = useNavigate();
  const trpc = useTrpc();
  const { data, error, refetch } = useQuery(trpc.runs.list.queryOptions({ episodeId: id }));
  const runs = (data?.items ?? []).filter(({ state }) => state === 'done');
  const choose = (view: CompareView) =>
    void navigate({
      to: '/episodes/$id/compare',
      params: { id },
      search: ({ run }) => ({ ...(run && { run }), ...view }),
      replace: true,
    });
  const both = { ...(left && { left }), ...(right && { right }) };
  const swap = () => choose({ ...(right && { left: right }), ...(left && { right: left }) });
  useShortcuts('Comparing runs', [{ keys: 's', label: 'Swap left and right', run: swap }]);
  if (error) return <FailureNotice title="The runs could not be read" error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={300} />;
  return (
    <Stack gap="md" pb="xl">
      <Group gap="sm" align="end" wrap="nowrap">
        <Link
          to="/episodes/$id/runs"
          params={{ id }}
          search={both}
          aria-label="All runs"
          title="All runs"
          className="plain-link"
          style={{ alignSelf: 'center' }}
        >
          <ArrowLeft size={17} aria-hidden style={{ display: 'block' }} />
        </Link>
        <RunSelect label="Left" runs={runs} value={left} onChange={(run) => choose({ ...both, left: run })} />
        <ActionIcon variant="default" size={36} aria-label="Swap left and right" title="Swap (S)" onClick={swap}>
          <ArrowLeftRight size={16} aria-hidden />
        </ActionIcon>
        <RunSelect label="Right" runs={runs} value={right} onChange={(run) => choose({ ...both, right: run })} />
      </Group>
      {left === undefined || right === undefined || left === right ? (
        <EmptyState icon={<GitCompareArrows size={40} />} title="Choose two different runs">
          <Text>
            {runs.length < 2
              ? 'This episode has only one run that is done. Analyse it again, with other settings, to compare.'
              : 'They show who gained or lost seconds from one to the other, and which settings differ.'}
          </Text>
        </EmptyState>
      ) : (
        <ComparedRuns left={left} right={right} nameOf={(run) => nameOf(runs.find((each) => each.id === run))} />
      )}
    </Stack>
  );
}

const nameOf = (run: RunListItem | undefined): string => (run ? `Run ${run.number}` : 'Another run');

interface RunSelectProps {
  readonly label: string;
  readonly runs: readonly RunListItem[];
  readonly value: string | undefined;
  readonly onChange: (run: string) => void;
}

function RunSelect({ label, runs, value, onChange }: RunSelectProps) {
  const data = runs.map((run) => ({
    value: run.id,
    label: `Run ${run.number} · ${run.profile} · ${formatMoment(run.finishedAt ?? run.queuedAt)}`,
  }));
  return (
    <Select
      label={label}
      data={data}
      value={value ?? null}
      onChange={(run) => run !== null && onChange(run)}
      placeholder="Choose a run"
      allowDeselect={false}
      maw={280}
      style={{ flex: 1 }}
    />
  );
}
