/** By what a run was made: settings and models. */
import { ActionIcon, Code, CopyButton, Table, Text } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import type { Run } from '../../../server/contract/runs.ts';
import { Panel } from '../../ui/panel.tsx';
import { settingLines } from './run-config.ts';

export function RunFacts({ run }: { readonly run: Run }) {
  const lines = [
    { path: 'profile', value: run.profile },
    ...settingLines(run.config),
    { path: 'program', value: run.programVersion },
    { path: 'asked for by', value: run.requestedBy },
    { path: 'id', value: run.id },
  ];
  return (
    <Panel title="Settings and models" flush>
      <Table verticalSpacing={6} horizontalSpacing="md">
        <Table.Tbody>
          {lines.map(({ path, value }) => (
            <Table.Tr key={path}>
              <Table.Th scope="row" fw={400} c="dimmed">
                {path}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
            </Table.Tr>
          ))}
          {run.models.map(({ role, pack, file, sha256, licence }) => (
            <Table.Tr key={role}>
              <Table.Th scope="row" fw={400} c="dimmed" tt="lowercase">
                {role}
              </Table.Th>
              <Table.Td>
                {file}
                <Text size="xs" c="dimmed" component="div">
                  {pack} · {licence} · <Code title={sha256}>{sha256.slice(0, 12)}</Code>{' '}
                  <CopyButton value={sha256}>
                    {({ copied, copy }) => (
                      <ActionIcon
                        size="xs"
                        variant="subtle"
                        color="gray"
                        onClick={copy}
                        aria-label={`Copy the SHA-256 of ${file}`}
                      >
                        {copied ? <Check size={12} aria-hidden /> : <Copy size={12} aria-hidden />}
                      </ActionIcon>
                    )}
                  </CopyButton>
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
