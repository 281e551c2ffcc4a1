/** What can be done to all chosen episodes at once. */
import { Button, CloseButton, Group, Menu, Paper, Text } from '@mantine/core';
import { Archive, ArchiveRestore, ChevronDown, ScanFace, Trash2 } from 'lucide-react';
import type { Episode } from '../../../server/contract/episodes.ts';
import { useMe } from '../accounts/use-me.ts';
import classes from './bulk-bar.module.css';
import type { EpisodeCommands } from './use-episode-commands.ts';

interface BulkBarProps {
  readonly chosen: readonly Episode[];
  readonly commands: EpisodeCommands;
  readonly onClear: () => void;
}

const PROFILES = ['balanced', 'fast', 'accurate'] as const;

export function BulkBar({ chosen, commands, onClear }: BulkBarProps) {
  const { may } = useMe();
  const ready = chosen.filter(({ video }) => video?.state === 'ready');
  const areArchived = chosen.every(({ archivedAt }) => archivedAt !== null);
  const archive = async () => {
    onClear();
    await commands.archive(chosen, !areArchived);
  };
  return (
    <Paper className={classes['bar'] ?? ''} shadow="md" withBorder role="toolbar" aria-label="Chosen episodes">
      <Group gap="xs" wrap="nowrap">
        <Text size="sm" fw={500} className="numbers" aria-live="polite">
          {chosen.length} chosen
        </Text>
        <Menu position="top" shadow="md">
          <Menu.Target>
            <Button
              size="xs"
              variant="light"
              leftSection={<ScanFace size={15} aria-hidden />}
              rightSection={<ChevronDown size={14} aria-hidden />}
              disabled={ready.length === 0}
              title={ready.length === 0 ? 'None of them has a video that can be analysed' : undefined}
            >
              Analyse
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {ready.length < chosen.length && (
              <Menu.Label>
                {ready.length} of {chosen.length} have a video
              </Menu.Label>
            )}
            {PROFILES.map((profile) => (
              <Menu.Item key={profile} onClick={() => void commands.analyse(ready, profile)}>
                {profile[0]!.toUpperCase() + profile.slice(1)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Button
          size="xs"
          variant="default"
          leftSection={areArchived ? <ArchiveRestore size={15} aria-hidden /> : <Archive size={15} aria-hidden />}
          onClick={() => void archive()}
        >
          {areArchived ? 'Restore' : 'Archive'}
        </Button>
        {may('admin') && (
          <Button
            size="xs"
            variant="default"
            leftSection={<Trash2 size={15} aria-hidden />}
            onClick={() => commands.ask({ kind: 'delete', episodes: chosen })}
          >
            Delete…
          </Button>
        )}
        <CloseButton size="sm" onClick={onClear} aria-label="Choose none" title="Choose none (Esc)" />
      </Group>
    </Paper>
  );
}
