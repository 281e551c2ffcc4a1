/** Where a search begins: a picture is dropped anywhere on the page, pasted, or chosen. */
import { Button, Text } from '@mantine/core';
import { ScanFace } from 'lucide-react';
import classes from './search.module.css';

interface PhotoZoneProps {
  readonly isOver: boolean;
  readonly isGone: boolean;
  readonly onChoose: () => void;
}

export function PhotoZone({ isOver, isGone, onChoose }: PhotoZoneProps) {
  return (
    <section className={classes['zone']} data-over={isOver || undefined} aria-label="Choose a picture">
      <Text c="dimmed" component="span" className={classes['icon'] ?? ''} aria-hidden>
        <ScanFace size={40} strokeWidth={1.5} />
      </Text>
      <div>
        <Text fw={500}>
          {isOver
            ? 'Let go to search'
            : isGone
              ? 'The picture is no longer here: choose it again'
              : 'Drop a picture of a face anywhere on this page'}
        </Text>
        <Text size="sm" c="dimmed">
          Or paste one. Every moment of every episode that shows the person is found; the picture is not stored.
        </Text>
      </div>
      <Button onClick={onChoose}>Choose a picture</Button>
      <Text size="sm" c="dimmed">
        In the player, “Find elsewhere” under a person does the same with their face.
      </Text>
    </section>
  );
}
