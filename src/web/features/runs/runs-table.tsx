/** The runs of an episode, a row each. */
import { Anchor, Badge, Checkbox, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RunListItem } from '../../../server/contract/runs.ts';
import { Moment } from '../../ui/moment.tsx';
import { Nothing } from '../../ui/nothing.tsx';
import { RunMenu } from './run-menu.tsx';
import { RunState } from './run-state.tsx';
import { RunTime } from './run-time.tsx';
import classes from './runs-table.module.css';

interface RunsTableProps {
  readonly runs: readonly RunListItem[];
  readonly mayChange: boolean;
  /** Ids of those that are to be compared. */
  readonly picked: readonly string[];
  readonly onPick: (id: string) => void;
}

export function RunsTable({ runs, mayChange, picked, onPick }: RunsTableProps) {
  return (
    <div className={classes['frame']}>
      <Table verticalSpacing={8} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={40}>
              <span className="visually-hidden">Compare</span>
            </Table.Th>
            <Table.Th>Run</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th visibleFrom="sm">Profile</Table.Th>
            <Table.Th visibleFrom="sm">Begun</Table.Th>
            <Table.Th ta="right">Took</Table.Th>
            <Table.Th ta="right" visibleFrom="xs">
              People
            </Table.Th>
            <Table.Th ta="right" visibleFrom="md">
              Tracks
            </Table.Th>
            <Table.Th ta="right" visibleFrom="md">
              Frames searched
            </Table.Th>
            <Table.Th w={44}>
              <span className="visually-hidden">Actions</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.id}>
              <Table.Td>
                <Checkbox
                  size="xs"
                  aria-label={`Compare run ${run.number}`}
                  checked={picked.includes(run.id)}
                  disabled={run.state !== 'done'}
                  onChange={() => onPick(run.id)}
                />
              </Table.Td>
              <Table.Td>
                <Anchor
                  inherit
                  fw={600}
                  className={classes['name'] ?? ''}
                  renderRoot={(props) => (
                    <Link to="/episodes/$id/runs/$runId" params={{ id: run.episodeId, runId: run.id }} {...props} />
                  )}
                >
                  Run {run.number}
                </Anchor>
                {run.isActive && (
                  <Badge
                    className={classes['active'] ?? ''}
                    size="sm"
                    variant="outline"
                    tt="none"
                    radius="sm"
                    title="The episode shows its result"
                  >
                    Active
                  </Badge>
                )}
              </Table.Td>
              <Table.Td className={classes['state'] ?? ''}>
                <RunState run={run} />
              </Table.Td>
              <Table.Td visibleFrom="sm" tt="capitalize">
                {run.profile}
              </Table.Td>
              <Table.Td visibleFrom="sm">
                <Moment at={run.startedAt ?? run.queuedAt} />
              </Table.Td>
              <Table.Td ta="right" className="numbers">
                <RunTime run={run} />
              </Table.Td>
              <Count value={run.counts?.['identities']} from="xs" />
              <Count value={run.counts?.['tracks']} from="md" />
              <Count value={run.counts?.['analysedFrames']} from="md" />
              <Table.Td>
                <RunMenu run={run} mayChange={mayChange} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Count({ value, from }: { readonly value: number | undefined; readonly from: 'xs' | 'md' }) {
  return (
    <Table.Td ta="right" className="numbers" visibleFrom={from}>
      {value === undefined ? <Nothing why="not counted yet" /> : value.toLocaleString('en')}
    </Table.Td>
  );
}
