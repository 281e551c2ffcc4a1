/** Where a person was found, who says so, for how long, and how that changes over the episodes. */
import { Button, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import type { Person } from '../../../server/contract/cast.ts';
import type { Appearance } from '../../../server/contract/cast-totals.ts';
import { formatSeconds } from '../../lib/format-time.ts';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Nothing } from '../../ui/nothing.tsx';
import { Panel } from '../../ui/panel.tsx';
import { FoundFaces } from './found-faces.tsx';
import classes from './person.module.css';
import { percent } from './recognition-words.ts';
import { OutOfDate } from './season-tab.tsx';
import { shortCode } from './season-table.ts';
import { seasonSums, trendOf } from './trend.ts';
import { TrendChart } from './trend-chart.tsx';
import type { PersonChanges } from './use-person.ts';

interface AppearancesProps {
  readonly person: Person;
  readonly changes: PersonChanges;
  readonly mayChange: boolean;
}

export function Appearances({ person, changes, mayChange }: AppearancesProps) {
  const trpc = useTrpc();
  const found = useQuery(trpc.cast.appearances.queryOptions({ id: person.id }));
  const totals = useQuery(trpc.cast.totals.queryOptions({ showId: person.showId }));
  const error = found.error ?? totals.error;
  if (error) {
    const retry = () => void Promise.all([found.refetch(), totals.refetch()]);
    return <FailureNotice title="The episodes could not be read" error={error} onRetry={retry} />;
  }
  if (!found.data || !totals.data) return <Skeleton height={240} />;
  const { items, preset } = found.data;
  if (items.length === 0) {
    return (
      <Panel title="Episodes">
        <Text size="sm" c="dimmed">
          {totals.data.episodes.length === 0
            ? 'No episode of the show has been analysed yet.'
            : `${person.name} has not been found in an episode yet. New analyses look for everybody with a usable photograph; in an episode that is analysed already, somebody can say who is who.`}
        </Text>
      </Panel>
    );
  }
  const points = trendOf(items, totals.data.episodes);
  return (
    <Panel
      title="Episodes"
      aside={
        <Text size="xs" c="dimmed">
          minutes, with corrections, by the preset {preset}
        </Text>
      }
    >
      <Stack>
        {points.length > 1 && <TrendChart points={points} />}
        <Table.ScrollContainer minWidth={520} type="native" scrollAreaProps={{ tabIndex: 0 }}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Episode</Table.Th>
                <Table.Th>Said by</Table.Th>
                <Table.Th ta="right">On screen</Table.Th>
                <Table.Th ta="right">By the machine alone</Table.Th>
                <Table.Th ta="right">Shots</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((item) => (
                <AppearanceRow
                  key={item.episodeId}
                  item={item}
                  person={person}
                  changes={changes}
                  mayChange={mayChange}
                />
              ))}
            </Table.Tbody>
            <Table.Tfoot className="numbers">
              {seasonSums(points).map(({ season, seconds, episodes, of, share }) => (
                <Table.Tr key={season}>
                  <Table.Th scope="row">{season === 0 ? 'Specials' : `Season ${season}`}</Table.Th>
                  <Table.Td>
                    {episodes} of {of} episodes
                  </Table.Td>
                  <Table.Td ta="right" fw={600}>
                    {formatSeconds(seconds)}
                  </Table.Td>
                  <Table.Td colSpan={3} c="dimmed" ta="right">
                    {share !== null && `${percent(share)} of the time in which a face is seen`}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tfoot>
          </Table>
        </Table.ScrollContainer>
      </Stack>
    </Panel>
  );
}

const SAID_BY = { machine: 'the machine', people: 'people', both: 'machine and people' } as const;

function AppearanceRow({ item, person, changes, mayChange }: AppearancesProps & { readonly item: Appearance }) {
  const [isOpen, setOpen] = useState(false);
  const code = shortCode(item);
  return (
    <Fragment>
      <Table.Tr>
        <Table.Td>
          <span className={classes['where']}>
            {item.cropUrl === null ? null : <img src={item.cropUrl} alt="" loading="lazy" />}
            <Link to="/episodes/$id" params={{ id: item.episodeId }} className={classes['link']}>
              {code}
              {item.title === null ? '' : ` · ${item.title}`}
            </Link>
          </span>
        </Table.Td>
        <Table.Td>{item.saidBy === null ? <Nothing why="nobody any more" /> : SAID_BY[item.saidBy]}</Table.Td>
        <Table.Td ta="right" className="numbers">
          {formatSeconds(item.seconds)}
          {item.isOutOfDate && <OutOfDate />}
        </Table.Td>
        <Table.Td ta="right" className="numbers" c="dimmed">
          {formatSeconds(item.machineSeconds)}
        </Table.Td>
        <Table.Td ta="right" className="numbers">
          {item.shots}
        </Table.Td>
        <Table.Td ta="right">
          {item.identities.length > 0 && (
            <Button
              size="compact-xs"
              variant="subtle"
              aria-expanded={isOpen}
              aria-label={`Faces in ${code}`}
              onClick={() => setOpen(!isOpen)}
            >
              Faces
            </Button>
          )}
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td colSpan={6}>
            {item.identities.map((identity) => (
              <FoundFaces
                key={identity}
                runId={item.runId}
                identity={identity}
                person={person}
                changes={changes}
                mayChange={mayChange}
              />
            ))}
          </Table.Td>
        </Table.Tr>
      )}
    </Fragment>
  );
}
