/** The frame of a page: its title (also the tab's), what can be done on it, its content. */
import { Box, Group, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  /** A line under the title. */
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, subtitle, actions, children }: PageProps) {
  useDocumentTitle(`${title} · Screenalytics`);
  return (
    <Box px={{ base: 'md', md: 'xl' }} py={{ base: 'md', md: 'lg' }} maw={1600} mx="auto">
      <Group justify="space-between" align="flex-start" gap="sm" mb="lg">
        <div>
          <Title order={1}>{title}</Title>
          {subtitle !== undefined && (
            <Text c="dimmed" size="sm" mt={2} component="div">
              {subtitle}
            </Text>
          )}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  );
}
