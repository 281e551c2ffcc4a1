/** Episodes as rows. */
import { Checkbox, Table, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { EpisodeRow } from './episode-row.tsx';
import classes from './episodes-table.module.css';
import { type EpisodeSort, sortedBy, sortOf } from './episodes-view.ts';
import type { ListProps } from './list-props.ts';
import { useEpisodesView } from './use-episodes-view.ts';

export function EpisodesTable({ episodes, selection, onToggle, onToggleAll, commands, canChoose }: ListProps) {
  const chosen = episodes.filter(({ id }) => selection.ids.has(id)).length;
  return (
    <Table className={classes['table'] ?? ''} verticalSpacing={6} aria-label="Episodes">
      <Table.Thead>
        <Table.Tr>
          {canChoose && (
            <Table.Th className={classes['check'] ?? ''}>
              <Checkbox
                size="xs"
                aria-label="Choose all"
                checked={chosen > 0 && chosen === episodes.length}
                indeterminate={chosen > 0 && chosen < episodes.length}
                onChange={onToggleAll}
              />
            </Table.Th>
          )}
          <Head sort="title">Episode</Head>
          <Table.Th className={classes['status'] ?? ''}>Analysis</Table.Th>
          <Table.Th className={classes['cast'] ?? ''}>On screen longest</Table.Th>
          <Head sort="duration" className={classes['duration']}>
            Duration
          </Head>
          <Head sort="airDate" className={classes['date']}>
            Aired
          </Head>
          <Head sort="createdAt" className={classes['date']}>
            Added
          </Head>
          <Table.Th className={classes['menu'] ?? ''}>
            <VisuallyHidden>Actions</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {episodes.map((episode) => (
          <EpisodeRow
            key={episode.id}
            episode={episode}
            isChosen={selection.ids.has(episode.id)}
            onToggle={onToggle}
            commands={commands}
            canChoose={canChoose}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface HeadProps {
  readonly sort: EpisodeSort;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

function Head({ sort, className, children }: HeadProps) {
  const { view, change } = useEpisodesView();
  const now = sortOf(view);
  const isSorted = now.sort === sort;
  const Arrow = now.order === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <Table.Th className={className ?? ''} aria-sort={isSorted ? now.order : 'none'}>
      <UnstyledButton
        className={classes['head'] ?? ''}
        onClick={() => {
          const { sort: by, order } = sortedBy(view, sort);
          change({ sort: by, order });
        }}
      >
        {children}
        <Arrow size={13} aria-hidden style={{ visibility: isSorted ? 'visible' : 'hidden' }} />
      </UnstyledButton>
    </Table.Th>
  );
}
