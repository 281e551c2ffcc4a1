/** What can be done to one episode. */
import { ActionIcon, Menu } from '@mantine/core';
import { Archive, ArchiveRestore, Ellipsis, Pencil, ScanFace, Trash2 } from 'lucide-react';
import type { Episode } from '../../../server/contract/episodes.ts';
import { useMe } from '../accounts/use-me.ts';
import { episodeTitle } from './use-episode.ts';
import type { EpisodeCommands } from './use-episode-commands.ts';

interface EpisodeMenuProps {
  readonly episode: Episode;
  readonly commands: EpisodeCommands;
}

const PROFILES = [
  { profile: 'balanced', label: 'Analyse' },
  { profile: 'fast', label: 'Analyse, fast' },
  { profile: 'accurate', label: 'Analyse, accurate' },
] as const;

export function EpisodeMenu({ episode, commands }: EpisodeMenuProps) {
  const { may } = useMe();
  if (!may('reviewer')) return null;
  const isArchived = episode.archivedAt !== null;
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`What can be done to ${episodeTitle(episode)}`}>
          <Ellipsis size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Pencil size={15} aria-hidden />}
          onClick={() => commands.ask({ kind: 'rename', episode })}
        >
          Title and date…
        </Menu.Item>
        <Menu.Divider />
        {PROFILES.map(({ profile, label }) => (
          <Menu.Item
            key={profile}
            disabled={episode.video?.state !== 'ready'}
            leftSection={<ScanFace size={15} aria-hidden />}
            onClick={() => void commands.analyse([episode], profile)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={isArchived ? <ArchiveRestore size={15} aria-hidden /> : <Archive size={15} aria-hidden />}
          onClick={() => void commands.archive([episode], !isArchived)}
        >
          {isArchived ? 'Restore' : 'Archive'}
        </Menu.Item>
        {may('admin') && (
          <Menu.Item
            c="var(--mantine-color-error)"
            leftSection={<Trash2 size={15} aria-hidden />}
            onClick={() => commands.ask({ kind: 'delete', episodes: [episode] })}
          >
            Delete…
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
