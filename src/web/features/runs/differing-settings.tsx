/** Which settings of two runs are not the same. */
import { Table, Text } from '@mantine/core';
import { Panel } from '../../ui/panel.tsx';
import { settingText } from './run-config.ts';

interface DifferingSettingsProps {
  readonly settings: readonly { readonly path: string; readonly left?: unknown; readonly right?: unknown }[];
  readonly names: { readonly left: string; readonly right: string };
}

export function DifferingSettings({ settings, names }: DifferingSettingsProps) {
  return (
    <Panel title="Settings that differ" flush>
      {settings.length === 0 ? (
        <Text c="dimmed" p="md">
          None: both runs were made with the same settings.
        </Text>
      ) : (
        <Table verticalSpacing={6} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Setting</Table.Th>
              <Table.Th ta="right">{names.left}</Table.Th>
              <Table.Th ta="right">{names.right}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {settings.map(({ path, left, right }) => (
              <Table.Tr key={path}>
                <Table.Td miw={140} style={{ overflowWrap: 'break-word' }}>
                  {path.split('.').map((word, place, words) => (
                    <span key={words.slice(0, place + 1).join('.')}>
                      {word}
                      {place < words.length - 1 && (
                        <>
                          .<wbr />
                        </>
                      )}
                    </span>
                  ))}
                </Table.Td>
                <Table.Td ta="right" className="numbers">
                  {settingText(left)}
                </Table.Td>
                <Table.Td ta="right" className="numbers">
                  {settingText(right)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
