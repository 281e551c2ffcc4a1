/** Everybody of the cast: search, sort, archived or not, as pictures or as a table. */
import { NativeSelect, SegmentedControl, Skeleton, TextInput, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { LayoutGrid, Rows3, Search } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { oneOf } from '../../lib/search-values.ts';
import { useShortcuts } from '../../lib/shortcuts.tsx';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import classes from './cast.module.css';
import type { CastTabProps } from './cast-tab-props.ts';
import { type CastSort, LAYOUTS, SORTS, sortOf } from './cast-view.ts';
import { NobodyHere } from './nobody-here.tsx';
import { PeopleGrid } from './people-grid.tsx';
import { PeopleList } from './people-list.tsx';
import { peopleRows } from './people-rows.ts';
import { useCastView } from './use-cast-view.ts';

const SORT_LABELS: Record<CastSort, string> = {
  seconds: 'Time on screen',
  name: 'Name',
  episodes: 'Episodes',
  photos: 'Usable photographs',
};

export function PeopleTab({ showId, onAdd }: CastTabProps) {
  const { view, change } = useCastView();
  const trpc = useTrpc();
  const people = useQuery(trpc.cast.list.queryOptions({ showId, archived: view.archived ?? false }));
  const totals = useQuery(trpc.cast.totals.queryOptions({ showId }));
  const listRef = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => peopleRows(people.data?.items ?? [], totals.data, view), [people.data, totals.data, view]);
  const searchRef = useRef<HTMLInputElement>(null);
  const move = (step: number) => {
    const links = [...(listRef.current?.querySelectorAll<HTMLElement>('[data-person]') ?? [])];
    const at = links.findIndex((link) => link.matches(':focus'));
    links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
  };
  useShortcuts('People', [
    { keys: '/', label: 'Search', run: () => searchRef.current?.select() },
    { keys: 'j', label: 'Next person', run: () => move(1) },
    { keys: 'k', label: 'Person before', run: () => move(-1) },
  ]);
  const { sort } = sortOf(view);
  const List = view.layout === 'list' ? PeopleList : PeopleGrid;
  return (
    <>
      <div className={classes['bar']}>
        <TextInput
          ref={searchRef}
          type="search"
          aria-label="Search people"
          placeholder="Search (press /)"
          className={classes['search'] ?? ''}
          leftSection={<Search size={15} aria-hidden />}
          defaultValue={view.search ?? ''}
          onChange={({ currentTarget: { value } }) => change({ search: value || undefined }, { isStep: false })}
          onKeyDown={({ key, currentTarget }) => key === 'Escape' && currentTarget.blur()}
        />
        <NativeSelect
          aria-label="Archived or not"
          value={view.archived ? 'archived' : ''}
          onChange={({ currentTarget: { value } }) => change({ archived: value === 'archived' || undefined })}
          data={[
            { value: '', label: 'Not archived' },
            { value: 'archived', label: 'Archived' },
          ]}
        />
        <div className={classes['right']}>
          <NativeSelect
            aria-label="Sort by"
            value={sort}
            onChange={({ currentTarget: { value } }) => change({ sort: oneOf(SORTS, value), order: undefined })}
            data={SORTS.map((value) => ({ value, label: SORT_LABELS[value] }))}
          />
          <SegmentedControl
            aria-label="Layout"
            value={view.layout ?? 'grid'}
            onChange={(value) => change({ layout: value === 'list' ? 'list' : undefined })}
            data={LAYOUTS.map((layout) => ({ value: layout, label: <LayoutLabel layout={layout} /> }))}
          />
        </div>
      </div>
      {people.error && (
        <FailureNotice title="The cast could not be read" error={people.error} onRetry={() => void people.refetch()} />
      )}
      {totals.error && (
        <FailureNotice
          title="The seconds could not be read"
          error={totals.error}
          onRetry={() => void totals.refetch()}
        />
      )}
      {people.isPending && <Skeleton height={320} />}
      {people.data && rows.length === 0 && <NobodyHere showId={showId} onAdd={onAdd} />}
      <div ref={listRef}>{rows.length > 0 && <List rows={rows} />}</div>
    </>
  );
}

function LayoutLabel({ layout }: { readonly layout: (typeof LAYOUTS)[number] }) {
  const [Icon, label] = layout === 'grid' ? [LayoutGrid, 'Pictures'] : [Rows3, 'Table'];
  return (
    <span style={{ display: 'grid', placeItems: 'center', height: 20 }} title={label}>
      <Icon size={16} aria-hidden />
      <VisuallyHidden>{label}</VisuallyHidden>
    </span>
  );
}
