/** On `?`: what the keyboard can do on this page. */
import { Group, Kbd, Modal, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useShortcutGroups } from '../lib/shortcuts.tsx';

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

const NAMES: Record<string, string> = {
  Mod: isMac ? '⌘' : 'Ctrl',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

export function ShortcutSheet({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const groups = useShortcutGroups();
  const titles = [...new Set(groups.map(({ title }) => title))];
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size="lg">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        {titles.map((title) => (
          <Stack key={title} gap={6}>
            <Title order={3} size="sm">
              {title}
            </Title>
            {groups
              .filter((group) => group.title === title)
              .flatMap(({ shortcuts }) => shortcuts)
              .map(({ keys, label }) => (
                <Group key={keys} justify="space-between" wrap="nowrap">
                  <Text size="sm">{label}</Text>
                  <Keys keys={keys} />
                </Group>
              ))}
          </Stack>
        ))}
      </SimpleGrid>
    </Modal>
  );
}

function Keys({ keys }: { readonly keys: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      {keys.split(' ').map((step) =>
        step.split('+').map((key) => (
          <Kbd key={step + key} size="xs">
            {NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key)}
          </Kbd>
        )),
      )}
    </Group>
  );
}
