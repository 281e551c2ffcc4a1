/** What was found, by episode, with what was not looked at. */
import { Alert, Group, Pagination, Skeleton, Stack, Text } from '@mantine/core';
import { UserX } from 'lucide-react';
import type { FoundByFace, FoundByPhoto } from '../../../server/contract/face-search.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FoundEpisode } from './found-episode.tsx';
import classes from './search.module.css';
import { pageCount, type Reach } from './search-view.ts';
import { useSearchView } from './use-search-view.ts';

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

export function SearchResults({
  found,
  isBefore,
}: {
  readonly found: FoundByFace | FoundByPhoto;
  readonly isBefore: boolean;
}) {
  const { view, change } = useSearchView();
  const { items, total, moments, searched, waiting, otherModels } = found;
  const pages = pageCount(total);
  const page = view.page ?? 1;
  return (
    <Stack gap="md" style={{ opacity: isBefore ? 0.6 : 1 }} aria-busy={isBefore || undefined}>
      <Text role="status" fw={500}>
        {moments === 0 ? 'No moment' : `${count(moments, 'moment')} in ${count(total, 'episode')}`}
        <Text span c="dimmed" fw={400}>
          {' · '}
          {count(searched, 'episode')} looked through
        </Text>
      </Text>
      {waiting > 0 && (
        <Alert variant="light" color="blue">
          The faces of {count(waiting, 'more episode')} are still being read. Search again in a moment.
        </Alert>
      )}
      {otherModels > 0 && (
        <Text size="sm" c="dimmed">
          {count(otherModels, 'more episode')} cannot be compared: other models described the faces there. Analyse again
          to look there, too.
        </Text>
      )}
      {moments === 0 && (
        <EmptyState
          icon={<UserX size={40} strokeWidth={1.5} />}
          title={searched === 0 ? 'No episode to look through' : 'Nobody here looks like this'}
        >
          {searched === 0 ? 'Faces are found in episodes that have been analysed.' : adviceOf(view.reach)}
        </EmptyState>
      )}
      {items.map((episode) => (
        <FoundEpisode key={episode.runId} episode={episode} asked={'asked' in found ? found.asked : null} />
      ))}
      {(pages > 1 || page > 1) && (
        <Group justify="center">
          <Pagination
            total={pages}
            value={page}
            onChange={(next) => change({ page: next === 1 ? undefined : next })}
            getControlProps={(control) => ({ 'aria-label': control === 'next' ? 'Next page' : 'Page before' })}
            getItemProps={(number) => ({ 'aria-label': `Page ${number}` })}
          />
        </Group>
      )}
    </Stack>
  );
}

const adviceOf = (reach: Reach | undefined): string =>
  `${reach === 'wide' ? 'Try' : 'Look wider, or try'} a sharper picture that shows the face from the front.`;

const ROWS = [0, 1];
const CARDS = [0, 1, 2, 3, 4, 5, 6, 7];

export function ResultsSkeleton() {
  return (
    <Stack gap="md" aria-busy="true" aria-label="Looking">
      <Skeleton height={20} width={240} />
      {ROWS.map((row) => (
        <div key={row} className={classes['moments']}>
          {CARDS.map((card) => (
            <Skeleton key={card} height={150} />
          ))}
        </div>
      ))}
    </Stack>
  );
}
