/** How far is looked: how alike, in which show. */
import { Button, NativeSelect, SegmentedControl, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { oneOf } from '../../lib/search-values.ts';
import { useTrpc } from '../../trpc.ts';
import { Panel } from '../../ui/panel.tsx';
import { REACHES, type Reach } from './search-view.ts';
import { useSearchView } from './use-search-view.ts';

const WORDS: Readonly<Record<Reach, { readonly label: string; readonly note: string }>> = {
  sure: { label: 'Sure', note: 'Hardly anybody else, but not every profile and blur.' },
  likely: { label: 'Likely', note: 'More of the person’s moments, and some of others.' },
  wide: { label: 'Wide', note: 'Everything that may be the person, and many who are not.' },
};

export function SearchFilters() {
  const { view, change } = useSearchView();
  const trpc = useTrpc();
  const { data: shows } = useQuery(trpc.shows.list.queryOptions({}));
  const reach = view.reach ?? 'sure';
  return (
    <Panel title="How far">
      <SegmentedControl
        fullWidth
        size="sm"
        aria-label="How alike"
        value={reach}
        onChange={(value) => {
          const next = oneOf(REACHES, value);
          change({ reach: next === 'sure' ? undefined : next });
        }}
        data={REACHES.map((value) => ({ value, label: WORDS[value].label }))}
      />
      <Text size="sm" c="dimmed" mt={6} mb="sm">
        {WORDS[reach].note}
      </Text>
      <NativeSelect
        label="Show"
        value={view.show ?? ''}
        onChange={({ currentTarget: { value } }) => change({ show: value || undefined, episode: undefined })}
        data={[
          { value: '', label: 'All shows' },
          ...(shows?.items ?? []).map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
      {view.episode !== undefined && (
        <Button
          mt="sm"
          size="compact-sm"
          variant="light"
          rightSection={<X size={14} aria-hidden />}
          onClick={() => change({ episode: undefined })}
        >
          Only {view.episode}
        </Button>
      )}
    </Panel>
  );
}
