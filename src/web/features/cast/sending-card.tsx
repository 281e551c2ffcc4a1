import { ActionIcon, Badge, Loader, Text } from '@mantine/core';
import { X } from 'lucide-react';
import classes from './person.module.css';
import type { SendingPhoto } from './use-photo-sending.ts';

interface SendingCardProps {
  readonly item: SendingPhoto;
  readonly onForget: () => void;
}

export function SendingCard({ item: { name, preview, failure }, onForget }: SendingCardProps) {
  return (
    <li className={classes['photo']}>
      <div className={classes['picture']}>
        {preview !== null && <img src={preview} alt="" className={classes['pale']} />}
        {failure === null && <Loader size="sm" className={classes['loader'] ?? ''} aria-hidden />}
        {failure !== null && (
          <div className={classes['tools']}>
            <ActionIcon variant="default" size="sm" aria-label={`Forget ${name}`} onClick={onForget}>
              <X size={13} aria-hidden />
            </ActionIcon>
          </div>
        )}
      </div>
      <div className={classes['about']}>
        <Badge color={failure === null ? 'gray' : 'red'} variant="light" radius="sm" tt="none" fw={500} role="status">
          {failure === null ? 'Being sent' : 'Not taken'}
        </Badge>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {failure ?? name}
        </Text>
      </div>
    </li>
  );
}
