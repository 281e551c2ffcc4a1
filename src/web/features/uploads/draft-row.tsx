/** One file before it is uploaded, with what its name said, to be corrected. */
import { ActionIcon, Autocomplete, Checkbox, Group, NumberInput, Paper, Text, TextInput } from '@mantine/core';
import { CircleAlert, X } from 'lucide-react';
import { formatBytes } from '../../lib/format-size.ts';
import type { Draft, Findings } from './draft.ts';
import classes from './draft-row.module.css';

interface DraftRowProps {
  readonly draft: Draft;
  readonly findings: Findings;
  /** Titles of the shows that are there. */
  readonly shows: readonly string[];
  readonly onChange: (change: Partial<Draft>) => void;
  readonly onRemove: () => void;
}

const numberOf = (value: number | string): number | null => (typeof value === 'number' ? value : null);

export function DraftRow({ draft, findings, shows, onChange, onRemove }: DraftRowProps) {
  const { file, path, show, season, episode, title, airDate, replaces } = draft;
  const { problem, existing, isNewShow } = findings;
  return (
    <Paper component="li" withBorder p="sm" className={classes['row'] ?? ''}>
      <Group justify="space-between" wrap="nowrap" gap="xs" mb={8}>
        <Text size="sm" truncate title={path}>
          {path}{' '}
          <Text span size="xs" c="dimmed" className="numbers">
            {formatBytes(file.size)}
          </Text>
        </Text>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Remove ${file.name}`} onClick={onRemove}>
          <X size={15} aria-hidden />
        </ActionIcon>
      </Group>
      <div className={classes['fields']}>
        <Autocomplete
          label="Show"
          size="xs"
          value={show}
          data={[...shows]}
          maxLength={200}
          error={show.trim() === ''}
          onChange={(value) => onChange({ show: value })}
        />
        <NumberInput
          label="Season"
          size="xs"
          min={0}
          max={999}
          allowDecimal={false}
          hideControls
          value={season ?? ''}
          error={season === null}
          onChange={(value) => onChange({ season: numberOf(value) })}
        />
        <NumberInput
          label="Episode"
          size="xs"
          min={0}
          max={999}
          allowDecimal={false}
          hideControls
          value={episode ?? ''}
          error={episode === null}
          onChange={(value) => onChange({ episode: numberOf(value) })}
        />
        <TextInput
          label="Title"
          size="xs"
          placeholder="None"
          maxLength={200}
          value={title}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <TextInput
          label="First aired"
          size="xs"
          type="date"
          value={airDate ?? ''}
          onChange={(event) => onChange({ airDate: event.currentTarget.value || null })}
        />
      </div>
      {(problem !== null || isNewShow) && (
        <Group gap={6} mt={8} wrap="nowrap" c="dimmed">
          {problem !== null && <CircleAlert size={15} className={classes['sign']} aria-hidden />}
          <Text size="xs">{problem ?? `A new show: ${show.trim()}`}</Text>
        </Group>
      )}
      {existing && (
        <Checkbox
          mt={8}
          size="xs"
          checked={replaces}
          onChange={(event) => onChange({ replaces: event.currentTarget.checked })}
          label={`Replace ${existing.fileName}, the video of ${existing.episodeId}, once this one has been found good`}
        />
      )}
    </Paper>
  );
}
