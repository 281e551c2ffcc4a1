/** As what somebody is not asked about any more. */
import { Button, Modal, Stack, Text } from '@mantine/core';
import type { ReviewIdentity } from '../../../server/contract/review.ts';
import { useShortcuts } from '../../lib/shortcuts.tsx';

type IgnoredAs = NonNullable<ReviewIdentity['ignoredAs']>;

interface IgnoreDialogProps {
  readonly title: string;
  readonly isIgnored: boolean;
  /** Null: no longer ignored. */
  readonly onPick: (as: IgnoredAs | null) => void;
  readonly onClose: () => void;
}

const KINDS: readonly { as: IgnoredAs; key: string; label: string; meaning: string }[] = [
  { as: 'extra', key: 'e', label: 'Extra', meaning: 'a passer-by: the time stays, of nobody' },
  { as: 'poster', key: 'p', label: 'Picture', meaning: 'a poster or photograph: no screen time' },
  { as: 'screen', key: 's', label: 'Screen', meaning: 'on a television in the picture: no screen time' },
];

export function IgnoreDialog({ title, isIgnored, onPick, onClose }: IgnoreDialogProps) {
  useShortcuts(
    'Ignore',
    KINDS.map(({ as, key, label }) => ({ keys: key, label, run: () => onPick(as) })),
  );
  return (
    <Modal opened onClose={onClose} title={title} yOffset="20vh" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="xs">
        {KINDS.map(({ as, key, label, meaning }) => (
          <Button key={as} variant="default" h="auto" py={8} justify="flex-start" onClick={() => onPick(as)}>
            <span style={{ textAlign: 'left', whiteSpace: 'normal' }}>
              {label} ({key.toUpperCase()})
              <Text size="xs" c="dimmed" component="span" display="block" fw={400}>
                {meaning}
              </Text>
            </span>
          </Button>
        ))}
        {isIgnored && (
          <Button variant="subtle" onClick={() => onPick(null)}>
            No longer ignore
          </Button>
        )}
      </Stack>
    </Modal>
  );
}
