/** Who was on screen in which episode, for how long, with totals. */
import { Button, Group, NativeSelect, Skeleton, Stack, Table, Text, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Clock, Download, Table2 } from 'lucide-react';
import { formatSeconds } from '../../lib/format-time.ts';
import { saveFile } from '../../lib/save-file.ts';
import { useTrpc } from '../../trpc.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Nothing } from '../../ui/nothing.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { CastTabProps } from './cast-tab-props.ts';
import classes from './season.module.css';
import { type SeasonTable, seasonCsv, seasonsOf, seasonTable, shortCode } from './season-table.ts';
import { useCastView } from './use-cast-view.ts';

export function SeasonTab({ showId }: CastTabProps) {
  const { view, change } = useCastView();
  const trpc = useTrpc();
  const { data, error, refetch } = useQuery(trpc.cast.totals.queryOptions({ showId }));
  if (error)
    return <FailureNotice title="The seconds could not be read" error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={320} />;
  const seasons = seasonsOf(data);
  const table = seasonTable(data, view.season);
  if (data.episodes.length === 0 || data.people.length === 0) {
    return (
      <EmptyState icon={<Table2 size={40} strokeWidth={1.5} />} title="Nobody has been found in an episode yet">
        {data.episodes.length === 0
          ? 'Episodes count once they have been analysed.'
          : `${data.episodes.length === 1 ? 'One episode has' : `${data.episodes.length} episodes have`} been analysed, but nobody in it has a name: add photographs and analyse again, or say who people are.`}
      </EmptyState>
    );
  }
  const save = () => {
    const part = view.season === undefined ? '' : `-s${String(view.season).padStart(2, '0')}`;
    saveFile(`${showId}${part}-seconds.csv`, seasonCsv(table), 'text/csv');
  };
  return (
    <Stack>
      <Group gap="xs">
        <NativeSelect
          aria-label="Season"
          value={view.season ?? ''}
          onChange={({ currentTarget: { value } }) => change({ season: value === '' ? undefined : Number(value) })}
          data={[
            { value: '', label: 'All seasons' },
            ...seasons.map((season) => ({
              value: String(season),
              label: season === 0 ? 'Specials' : `Season ${season}`,
            })),
          ]}
        />
        <Button ml="auto" variant="default" leftSection={<Download size={16} aria-hidden />} onClick={save}>
          Download CSV
        </Button>
      </Group>
      <Panel title="Seconds on screen" flush aside={<Aside table={table} preset={data.preset} />}>
        <SecondsTable table={table} />
      </Panel>
    </Stack>
  );
}

function Aside({ table, preset }: { readonly table: SeasonTable; readonly preset: string }) {
  const stale = table.episodes.filter(({ isOutOfDate }) => isOutOfDate).length;
  return (
    <Text size="xs" c="dimmed">
      {stale > 0 && `${stale === 1 ? '1 episode is' : `${stale} episodes are`} being counted again · `}
      minutes, with corrections, by the preset {preset}
    </Text>
  );
}

function SecondsTable({ table: { episodes, rows, sums, total } }: { readonly table: SeasonTable }) {
  const most = Math.max(1e-9, ...rows.flatMap(({ seconds }) => seconds.map((each) => each ?? 0)));
  return (
    <Table verticalSpacing={6} horizontalSpacing="sm" className={classes['table'] ?? ''}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={classes['name'] ?? ''}>Person</Table.Th>
          <Table.Th ta="right">Total</Table.Th>
          {episodes.map((episode) => (
            <Table.Th key={episode.episodeId} ta="right">
              <Link
                to="/episodes/$id/screen-time"
                params={{ id: episode.episodeId }}
                title={episode.title ?? episode.episodeId}
                className={classes['link']}
              >
                {shortCode(episode)}
              </Link>
              {episode.isOutOfDate && <OutOfDate />}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody className="numbers">
        {rows.map(({ personId, name, isArchived, seconds, total: own }) => (
          <Table.Tr key={personId}>
            <Table.Th scope="row" className={classes['name'] ?? ''}>
              <Link to="/cast/$personId" params={{ personId }} className={classes['link']}>
                {name}
              </Link>
              {isArchived && (
                <Text span size="xs" c="dimmed">
                  {' '}
                  archived
                </Text>
              )}
            </Table.Th>
            <Table.Td ta="right" fw={600}>
              {formatSeconds(own)}
            </Table.Td>
            {seconds.map((each, index) => (
              <Table.Td
                key={episodes[index]?.episodeId}
                ta="right"
                className={classes['cell'] ?? ''}
                style={{ '--share': `${Math.round((100 * (each ?? 0)) / most)}%` }}
              >
                {each === null ? <Nothing why="not found" /> : formatSeconds(each)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot className="numbers">
        <Table.Tr>
          <Table.Th scope="row" className={classes['name'] ?? ''}>
            All together
          </Table.Th>
          <Table.Td ta="right" fw={600}>
            {formatSeconds(total)}
          </Table.Td>
          {sums.map((each, index) => (
            <Table.Td key={episodes[index]?.episodeId} ta="right">
              {formatSeconds(each)}
            </Table.Td>
          ))}
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  );
}

export function OutOfDate() {
  const why = 'Somebody has decided something since this was counted; it is being counted again';
  return (
    <Tooltip label={why} multiline w={240}>
      <span role="img" aria-label={why} className={classes['stale']}>
        <Clock size={12} aria-hidden />
      </span>
    </Tooltip>
  );
}
