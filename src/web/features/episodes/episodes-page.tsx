/** All episodes: found, sorted, watched while they are analysed, and changed together. */
import { Anchor, Button, Group, Pagination, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { useMe } from '../accounts/use-me.ts';
import { BulkBar } from './bulk-bar.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { EpisodesGrid } from './episodes-grid.tsx';
import { EpisodesSkeleton } from './episodes-skeleton.tsx';
import { EpisodesTable } from './episodes-table.tsx';
import { EpisodesToolbar } from './episodes-toolbar.tsx';
import { episodesRequest, isFiltered, pageCount } from './episodes-view.ts';
import { countOf } from './for-each-episode.ts';
import { NothingHere } from './nothing-here.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { NOTHING, toggled, toggledAll, toggledRange } from './selection.ts';
import { TroubleNotice } from './trouble-notice.tsx';
import { useEpisodeCommands } from './use-episode-commands.ts';
import { useEpisodesView } from './use-episodes-view.ts';
import { useListKeys } from './use-list-keys.ts';

/** What `npm run dev` brings. */
const DEMO = 'demo-s01e01';

export function EpisodesPage() {
  const { view } = useEpisodesView();
  const { may } = useMe();
  const trpc = useTrpc();
  const list = useQuery(trpc.episodes.list.queryOptions(episodesRequest(view), { placeholderData: keepPreviousData }));
  const { commands, dialog, closeDialog, trouble, forgetTrouble, rename } = useEpisodeCommands();
  const [selection, setSelection] = useState(NOTHING);
  const [listRef, searchRef] = [useRef<HTMLDivElement>(null), useRef<HTMLInputElement>(null)];
  const episodes = list.data?.items ?? [];
  const total = list.data?.total ?? 0;
  const shown = episodes.map(({ id }) => id);
  // Only what can be seen counts as chosen.
  const chosen = episodes.filter(({ id }) => selection.ids.has(id));
  const onToggle = (id: string, isRange: boolean) =>
    setSelection((before) => (isRange ? toggledRange(before, id, shown) : toggled(before, id)));
  const onClear = () => setSelection(NOTHING);
  const canChoose = may('reviewer');
  useListKeys({ listRef, searchRef, onToggle, onClear, canChoose });
  const List = view.layout === 'grid' ? EpisodesGrid : EpisodesTable;
  const isOnlyDemo = total === 1 && shown[0] === DEMO && !isFiltered(view);
  return (
    <Page
      title="Episodes"
      subtitle={list.data ? countOf(total) : '\u00a0'}
      actions={
        canChoose && (
          <Button component={Link} to="/upload" leftSection={<Upload size={16} aria-hidden />}>
            Upload
          </Button>
        )
      }
    >
      <EpisodesToolbar searchRef={searchRef} />
      {trouble && <TroubleNotice trouble={trouble} onClose={forgetTrouble} />}
      {list.error && (
        <FailureNotice title="The episodes could not be read" error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && <EpisodesSkeleton isGrid={view.layout === 'grid'} />}
      {list.data && total === 0 && <NothingHere />}
      <div ref={listRef} style={{ opacity: list.isPlaceholderData ? 0.6 : 1 }}>
        {episodes.length > 0 && (
          <List
            episodes={episodes}
            selection={selection}
            onToggle={onToggle}
            onToggleAll={() => setSelection((before) => toggledAll(before, shown))}
            commands={commands}
            canChoose={canChoose}
          />
        )}
      </div>
      {isOnlyDemo && (
        <Text c="dimmed" size="sm" mt="md">
          Only the demo is here so far.{' '}
          <Anchor component={Link} to={`/episodes/${DEMO}`} size="sm" inherit>
            Open it
          </Anchor>{' '}
          to see who is on screen when, or{' '}
          <Anchor component={Link} to="/upload" size="sm" inherit>
            upload a video of your own
          </Anchor>
          .
        </Text>
      )}
      <Pages total={total} />
      {chosen.length > 0 && <BulkBar chosen={chosen} commands={commands} onClear={onClear} />}
      {dialog?.kind === 'rename' && <RenameDialog episode={dialog.episode} rename={rename} onClose={closeDialog} />}
      {dialog?.kind === 'delete' && (
        <DeleteDialog
          episodes={dialog.episodes}
          onDelete={() => commands.remove(dialog.episodes)}
          onClose={() => {
            closeDialog();
            onClear();
          }}
        />
      )}
    </Page>
  );
}

function Pages({ total }: { readonly total: number }) {
  const { view, change } = useEpisodesView();
  const pages = pageCount(total);
  const page = view.page ?? 1;
  if (pages === 1 && page === 1) return null;
  return (
    <Group justify="center" mt="lg">
      <Pagination
        total={pages}
        value={page}
        onChange={(next) => change({ page: next === 1 ? undefined : next })}
        getControlProps={(control) => ({ 'aria-label': control === 'next' ? 'Next page' : 'Page before' })}
        getItemProps={(number) => ({ 'aria-label': `Page ${number}` })}
      />
    </Group>
  );
}
