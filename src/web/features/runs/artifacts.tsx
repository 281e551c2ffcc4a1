/** The files of a run, to take away. */
import { ActionIcon, Table } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import type { Run } from '../../../server/contract/runs.ts';
import { formatBytes } from '../../lib/format-size.ts';
import { useTrpcClient } from '../../trpc.ts';
import { notifyFailure } from '../../ui/notify.ts';
import { Panel } from '../../ui/panel.tsx';

export function Artifacts({ run }: { readonly run: Run }) {
  const client = useTrpcClient();
  const save = useMutation({
    mutationFn: (name: string) => client.runs.artifactUrl.query({ id: run.id, name }),
    // The server says that it is a file to be saved: the page stays.
    onSuccess: ({ url }) => window.location.assign(url),
    onError: (error) => notifyFailure('The file could not be had', error),
  });
  return (
    <Panel title="Files" flush>
      <Table verticalSpacing={4} horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th ta="right">Size</Table.Th>
            <Table.Th w={44}>
              <span className="visually-hidden">Download</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {run.artifacts.map(({ name, bytes, sha256 }) => (
            <Table.Tr key={name}>
              <Table.Td title={`SHA-256 ${sha256}`}>{name}</Table.Td>
              <Table.Td ta="right" className="numbers" style={{ whiteSpace: 'nowrap' }}>
                {formatBytes(bytes)}
              </Table.Td>
              <Table.Td>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Download ${name}`}
                  loading={save.isPending && save.variables === name}
                  onClick={() => save.mutate(name)}
                >
                  <Download size={15} aria-hidden />
                </ActionIcon>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
