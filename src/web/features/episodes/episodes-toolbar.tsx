/** Search, filters and the look of the list. */
import { Button, Group, NativeSelect, SegmentedControl, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { LayoutGrid, ListFilter, Rows3, Search, X } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { oneOf } from '../../lib/search-values.ts';
import { useTrpc } from '../../trpc.ts';
import classes from './episodes-toolbar.module.css';
import { type EpisodeSort, isFiltered, LAYOUTS, SORTS, STATES, sortedBy, sortOf } from './episodes-view.ts';
import { useEpisodesView } from './use-episodes-view.ts';

const TYPING_MS = 200;

const STATE_LABELS: Record<(typeof STATES)[number], string> = {
  queued: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  interrupted: 'Interrupted',
  none: 'Never analysed',
};
const SORT_LABELS: Record<EpisodeSort, string> = {
  createdAt: 'Added',
  updatedAt: 'Changed',
  title: 'Title',
  id: 'Show and number',
  airDate: 'First aired',
  duration: 'Duration',
};

export function EpisodesToolbar({ searchRef }: { readonly searchRef: RefObject<HTMLInputElement | null> }) {
  const { view, change } = useEpisodesView();
  const trpc = useTrpc();
  const { data: shows } = useQuery(trpc.shows.list.queryOptions({}));
  const seasons = (shows?.items ?? [])
    .filter(({ id }) => view.show === undefined || id === view.show)
    .flatMap(({ seasons: ofShow }) => ofShow.map(({ number }) => number));
  const { sort, order } = sortOf(view);
  // Where there is room they are always there.
  const [isOpen, setOpen] = useState(isFiltered(view) || view.archived === true);
  return (
    <Group gap="xs" mb="md" className={classes['bar'] ?? ''}>
      <SearchField searchRef={searchRef} />
      <Button
        variant="default"
        className={classes['onlyNarrow'] ?? ''}
        leftSection={<ListFilter size={15} aria-hidden />}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        Filters
      </Button>
      <div className={classes['filters']} data-open={isOpen || undefined}>
        <NativeSelect
          aria-label="Show"
          value={view.show ?? ''}
          onChange={({ currentTarget: { value } }) => change({ show: value || undefined, season: undefined })}
          data={[
            { value: '', label: 'All shows' },
            ...(shows?.items ?? []).map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
        <NativeSelect
          aria-label="Season"
          value={view.season ?? ''}
          onChange={({ currentTarget: { value } }) => change({ season: value === '' ? undefined : Number(value) })}
          data={[
            { value: '', label: 'All seasons' },
            ...[...new Set([...seasons, ...(view.season === undefined ? [] : [view.season])])]
              .sort((left, right) => left - right)
              .map((number) => ({ value: String(number), label: number === 0 ? 'Specials' : `Season ${number}` })),
          ]}
        />
        <NativeSelect
          aria-label="State of the newest analysis"
          value={view.state ?? ''}
          onChange={({ currentTarget: { value } }) => change({ state: oneOf(STATES, value) })}
          data={[
            { value: '', label: 'Any state' },
            ...STATES.map((state) => ({ value: state, label: STATE_LABELS[state] })),
          ]}
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
      </div>
      {isFiltered(view) && (
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          leftSection={<X size={15} aria-hidden />}
          onClick={() => change({ search: undefined, show: undefined, season: undefined, state: undefined })}
        >
          Reset
        </Button>
      )}
      <Group gap="xs" ml="auto" wrap="nowrap">
        <NativeSelect
          aria-label="Sort by"
          value={`${sort} ${order}`}
          onChange={({ currentTarget: { value } }) => {
            const [by, direction] = value.split(' ');
            change({ sort: oneOf(SORTS, by), order: direction === 'ascending' ? 'ascending' : 'descending' });
          }}
          data={SORTS.flatMap((by) => {
            const first = sortedBy({ sort: by === 'id' ? 'title' : 'id' }, by).order ?? 'descending';
            const other = first === 'ascending' ? 'descending' : 'ascending';
            return [first, other].map((direction) => ({
              value: `${by} ${direction}`,
              label: `${SORT_LABELS[by]} ${direction === 'ascending' ? '↑' : '↓'}`,
            }));
          })}
        />
        <SegmentedControl
          aria-label="Layout"
          value={view.layout ?? 'table'}
          onChange={(value) => change({ layout: value === 'grid' ? 'grid' : undefined, page: view.page })}
          data={LAYOUTS.map((layout) => ({
            value: layout,
            label: (
              <span className={classes['layout']} title={layout === 'table' ? 'Table' : 'Posters'}>
                {layout === 'table' ? <Rows3 size={16} aria-hidden /> : <LayoutGrid size={16} aria-hidden />}
                <VisuallyHidden>{layout === 'table' ? 'Table' : 'Posters'}</VisuallyHidden>
              </span>
            ),
          }))}
        />
      </Group>
    </Group>
  );
}

function SearchField({ searchRef }: { readonly searchRef: RefObject<HTMLInputElement | null> }) {
  const { view, change } = useEpisodesView();
  const [text, setText] = useState(view.search ?? '');
  const search = useDebouncedCallback(
    (typed: string) => change({ search: typed || undefined }, { isTyping: true }),
    TYPING_MS,
  );
  // The address may change under the field: back, or a reset.
  useEffect(
    () => setText((typed) => (typed.trim() === (view.search ?? '') ? typed : (view.search ?? ''))),
    [view.search],
  );
  return (
    <TextInput
      ref={searchRef}
      type="search"
      aria-label="Search episodes"
      placeholder="Search (press /)"
      className={classes['search'] ?? ''}
      leftSection={<Search size={15} aria-hidden />}
      value={text}
      onChange={({ currentTarget: { value } }) => {
        setText(value);
        search(value.trim());
      }}
      onKeyDown={({ key, currentTarget }) => key === 'Escape' && currentTarget.blur()}
    />
  );
}
