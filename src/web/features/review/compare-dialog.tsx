/** Up to three stacks side by side: one person, or different ones? */
import { Button, Group, Modal, Title } from '@mantine/core';
import type { ReviewIdentity } from '../../../server/contract/review.ts';
import { formatClock, formatSeconds } from '../../lib/format-time.ts';
import { useShortcuts } from '../../lib/shortcuts.tsx';
import { CropGrid } from './crop-grid.tsx';
import classes from './dialogs.module.css';
import { count } from './edit-sentences.ts';
import { nameOf } from './identity-names.ts';
import { stateWords } from './stack-card.tsx';

interface CompareDialogProps {
  readonly stacks: readonly ReviewIdentity[];
  readonly onMerge: () => void;
  /** Null: that can be said of two only. */
  readonly onDifferent: (() => void) | null;
  readonly onClose: () => void;
}

export function CompareDialog({ stacks, onMerge, onDifferent, onClose }: CompareDialogProps) {
  useShortcuts('Compare', [
    { keys: 'm', label: 'One person: merge them', run: onMerge },
    ...(onDifferent ? [{ keys: 'd', label: 'Different people', run: onDifferent }] : []),
  ]);
  return (
    <Modal
      opened
      onClose={onClose}
      title="Side by side"
      size={stacks.length > 2 ? 1100 : 820}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes['columns']}>
        {stacks.map((identity) => (
          <section key={identity.number} aria-label={nameOf(identity)}>
            <Title order={3} size="h5">
              {nameOf(identity)}
            </Title>
            <ul className={`${classes['facts']} numbers`}>
              <li>{stateWords(identity)}</li>
              <li>
                {formatSeconds(identity.seconds)} in {count(identity.tracks, 'track')}
              </li>
              {identity.firstSeconds !== null && identity.lastSeconds !== null && (
                <li>
                  {formatClock(identity.firstSeconds)} – {formatClock(identity.lastSeconds)}
                </li>
              )}
              {identity.cohesion !== null && <li>faces alike: {identity.cohesion.toFixed(2)}</li>}
            </ul>
            <CropGrid crops={identity.crops} />
          </section>
        ))}
      </div>
      <Group justify="flex-end" mt="md">
        {onDifferent && (
          <Button variant="default" onClick={onDifferent}>
            Different people (D)
          </Button>
        )}
        <Button onClick={onMerge}>One person: merge (M)</Button>
      </Group>
    </Modal>
  );
}
