/** A part of a page that stands by itself, with its name. */
import { Group, Paper, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './panel.module.css';

interface PanelProps {
  readonly title: string;
  /** At the right of the title. */
  readonly aside?: ReactNode;
  /** Content that reaches to the edges, as tables do. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

export function Panel({ title, aside, flush = false, children }: PanelProps) {
  const id = useId();
  return (
    <Paper component="section" withBorder aria-labelledby={id} className={classes['panel'] ?? ''}>
      <Group justify="space-between" gap="xs" px="md" py="xs" mih={44} className={classes['head'] ?? ''}>
        <Title order={2} size="h5" id={id}>
          {title}
        </Title>
        {aside}
      </Group>
      <div className={flush ? classes['flush'] : classes['body']}>{children}</div>
    </Paper>
  );
}
