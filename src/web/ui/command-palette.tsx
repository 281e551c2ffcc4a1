/** On ⌘K: any page and any episode by a few letters. */
import {
  createSpotlight,
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Clapperboard, Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTrpc } from '../trpc.ts';
import type { NamedPage } from './pages.ts';

/** Episodes that are offered at a time. */
const EPISODES = 8;
const TYPING_MS = 150;

interface CommandPaletteProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly pages: readonly NamedPage[];
  readonly commands: readonly SpotlightActionData[];
}

export function CommandPalette({ opened, onClose, pages, commands }: CommandPaletteProps) {
  const navigate = useNavigate();
  const trpc = useTrpc();
  const [[store, palette]] = useState(createSpotlight);
  useEffect(() => (opened ? palette.open() : palette.close()), [opened, palette]);
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), TYPING_MS);
  const request = { limit: EPISODES, sort: 'updatedAt', ...(search && { search }) } as const;
  const { data } = useQuery(trpc.episodes.list.queryOptions(request, { placeholderData: keepPreviousData }));
  const actions: SpotlightActionGroupData[] = [
    {
      group: 'Pages',
      actions: pages.map(({ to, label, icon: Icon, key }) => ({
        id: to,
        label,
        rightSection: `G ${key.toUpperCase()}`,
        leftSection: <Icon size={18} aria-hidden />,
        onClick: () => void navigate({ to }),
      })),
    },
    {
      group: 'Episodes',
      actions: (data?.items ?? []).map(({ id, title, show, season, number }) => ({
        id,
        label: title ?? `${show.title} · season ${season}, episode ${number}`,
        description: id,
        // The server has found it by words that need not stand in what is shown.
        keywords: [show.title, search],
        leftSection: <Clapperboard size={18} aria-hidden />,
        onClick: () => void navigate({ to: '/episodes/$id', params: { id } }),
      })),
    },
    { group: 'Commands', actions: [...commands] },
  ];
  return (
    <Spotlight
      actions={actions}
      store={store}
      onSpotlightClose={onClose}
      query={text}
      onQueryChange={setText}
      shortcut={null}
      nothingFound="Nothing is called that"
      searchProps={{
        leftSection: <Search size={18} aria-hidden />,
        placeholder: 'Go to an episode or a page',
        'aria-label': 'Go to an episode or a page',
      }}
      highlightQuery
      scrollable
    />
  );
}
