/** Whose a track is that nobody has: one button, and one key, for each it may be. */
import { Button, Group } from '@mantine/core';
import { useShortcuts } from '../../../lib/shortcuts.tsx';
import type { Names } from '../identity-names.ts';

interface WhoseButtonsProps {
  /** The likeliest first. */
  readonly candidates: readonly number[];
  readonly names: Pick<Names, 'identity'>;
  readonly isAsking: boolean;
  readonly onGive: (identity: number) => void;
}

export function WhoseButtons({ candidates, names, isAsking, onGive }: WhoseButtonsProps) {
  const choices = candidates.map((number, place) => ({
    number,
    key: String(place + 1),
    name: names.identity(number),
  }));
  useShortcuts(
    'Whose track',
    isAsking
      ? []
      : choices.map(({ number, key, name }) => ({ keys: key, label: `It is ${name}`, run: () => onGive(number) })),
  );
  return (
    <Group justify="center" gap="xs">
      {choices.map(({ number, key, name }) => (
        <Button key={number} variant="default" onClick={() => onGive(number)}>
          {key}: {name}
        </Button>
      ))}
    </Group>
  );
}
