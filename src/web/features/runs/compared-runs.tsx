/** The seconds of two runs, person by person, and the settings that differ. */
import { Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Comparison } from '../../../server/contract/runs.ts';
import { formatSeconds } from '../../lib/format-time.ts';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Nothing } from '../../ui/nothing.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatDifference, matchText, nameOfRow, totalDifference } from './compare-words.ts';
import classes from './compared-runs.module.css';
import { DifferingSettings } from './differing-settings.tsx';

interface ComparedRunsProps {
  readonly left: string;
  readonly right: string;
  readonly nameOf: (run: string) => string;
}

export function ComparedRuns({ left, right, nameOf }: ComparedRunsProps) {
  const trpc = useTrpc();
  const { data, error, refetch } = useQuery(
    trpc.runs.compare.queryOptions({ id: left, other: right }, { placeholderData: (before) => before }),
  );
  if (error) return <FailureNotice title="They cannot be compared" error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={420} />;
  const names = { left: nameOf(left), right: nameOf(right) };
  const largest = Math.max(...data.rows.map(({ difference }) => Math.abs(difference)), 1);
  return (
    <Stack gap="md">
      <Panel
        title="Screen time"
        flush
        aside={
          <Text size="sm" c="dimmed" className="numbers">
            {totalDifference(data.rows).toFixed(1)} s apart in all
          </Text>
        }
      >
        <Table verticalSpacing={7} horizontalSpacing="md" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Person</Table.Th>
              <Table.Th visibleFrom="sm">Matched</Table.Th>
              <Table.Th ta="right">{names.left}</Table.Th>
              <Table.Th ta="right">{names.right}</Table.Th>
              <Table.Th ta="right">Difference</Table.Th>
              <Table.Th visibleFrom="sm" w="24%">
                <span className="visually-hidden">Difference as a bar</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.rows.map((row) => (
              <Row
                key={`${row.left?.identities} ${row.right?.identities}`}
                row={row}
                share={row.difference / largest}
              />
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Total label="Unattributed" totals={data.totals} of="unattributed" />
            <Total label="Some face visible" totals={data.totals} of="faceVisible" />
          </Table.Tfoot>
        </Table>
      </Panel>
      <DifferingSettings settings={data.settings} names={names} />
    </Stack>
  );
}

function Row({ row, share }: { readonly row: Comparison['rows'][number]; readonly share: number }) {
  const { left, right, difference } = row;
  return (
    <Table.Tr>
      <Table.Td>{nameOfRow(row)}</Table.Td>
      <Table.Td visibleFrom="sm" c="dimmed">
        {matchText(row)}
      </Table.Td>
      {[left, right].map((side, place) => (
        <Table.Td key={place === 0 ? 'left' : 'right'} ta="right" className="numbers">
          {side ? formatSeconds(side.seconds) : <Nothing why="not in this run" />}
        </Table.Td>
      ))}
      <Table.Td ta="right" className="numbers" style={{ whiteSpace: 'nowrap' }}>
        {formatDifference(difference)}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Group gap={0} wrap="nowrap" aria-hidden className={classes['bar'] ?? ''}>
          <span style={{ width: `${Math.max(0, -share) * 50}%` }} data-side="less" />
          <span style={{ width: `${Math.max(0, share) * 50}%` }} data-side="more" />
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

interface TotalProps {
  readonly label: string;
  readonly totals: Comparison['totals'];
  readonly of: 'unattributed' | 'faceVisible';
}

function Total({ label, totals: { left, right }, of }: TotalProps) {
  return (
    <Table.Tr c="dimmed">
      <Table.Td>{label}</Table.Td>
      <Table.Td visibleFrom="sm" />
      <Table.Td ta="right" className="numbers">
        {formatSeconds(left[of])}
      </Table.Td>
      <Table.Td ta="right" className="numbers">
        {formatSeconds(right[of])}
      </Table.Td>
      <Table.Td ta="right" className="numbers" style={{ whiteSpace: 'nowrap' }}>
        {formatDifference(right[of] - left[of])}
      </Table.Td>
      <Table.Td visibleFrom="sm" />
    </Table.Tr>
  );
}
