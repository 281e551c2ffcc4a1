/** Who was forgotten, by number, with the certificates. */
import { Badge, Button, Group, Skeleton, Table, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileJson, FileText } from 'lucide-react';
import type { Forgetting } from '../../../server/contract/privacy.ts';
import { saveFile } from '../../lib/save-file.ts';
import { useTrpc, useTrpcClient } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Moment } from '../../ui/moment.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';

/** While something is being done, nothing tells of it. */
const LOOK_MS = 2_000;

export function ForgottenPeople() {
  const trpc = useTrpc();
  const { data, error, refetch } = useQuery(
    trpc.privacy.list.queryOptions(
      {},
      {
        refetchInterval: ({ state }) =>
          state.data?.items.some((each) => each.state === 'waiting' || each.state === 'running') ? LOOK_MS : false,
      },
    ),
  );
  if (error)
    return <FailureNotice title="The certificates could not be read" error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={120} />;
  return (
    <Panel title="Certificates" flush>
      {data.items.length === 0 ? (
        <Text c="dimmed" p="md">
          Nobody has been forgotten yet. For each person who is, a certificate says what was removed, what was kept and
          why, and that nothing was left. It names nobody.
        </Text>
      ) : (
        <Table verticalSpacing={8} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>No.</Table.Th>
              <Table.Th>Reference</Table.Th>
              <Table.Th visibleFrom="sm">Asked for</Table.Th>
              <Table.Th>Outcome</Table.Th>
              <Table.Th>
                <span className="visually-hidden">Certificate</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.items.map((each) => (
              <ForgettingRow key={each.id} forgetting={each} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}

function ForgettingRow({ forgetting }: { readonly forgetting: Forgetting }) {
  const { number, reference, requestedBy, requestedAt, state, reason, withVideos } = forgetting;
  return (
    <Table.Tr>
      <Table.Td className="numbers">{number}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {reference ?? <Text c="dimmed">none</Text>}
        {withVideos && (
          <Text size="xs" c="dimmed">
            with videos
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Moment at={requestedAt} />
        <Text size="xs" c="dimmed">
          {requestedBy.name}
        </Text>
      </Table.Td>
      <Table.Td>
        <Outcome forgetting={forgetting} />
        {reason !== null && (
          <Text size="xs" c="dimmed" mt={2} maw={420}>
            {reason}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {state === 'done' ? <Downloads forgetting={forgetting} /> : <Retry forgetting={forgetting} />}
      </Table.Td>
    </Table.Tr>
  );
}

function Outcome({ forgetting: { state, leftovers } }: { readonly forgetting: Forgetting }) {
  if (state !== 'done' || leftovers === null) return <StateBadge state={state} />;
  return (
    <Badge color={leftovers === 0 ? 'teal' : 'red'} variant="light" radius="sm" tt="none" fw={500} miw="max-content">
      {leftovers} left
    </Badge>
  );
}

function Downloads({ forgetting: { id, number } }: { readonly forgetting: Forgetting }) {
  const client = useTrpcClient();
  const save = useMutation({
    mutationFn: async (kind: 'json' | 'html') => {
      const issued = await client.privacy.certificate.query({ id });
      if (kind === 'json') saveFile(`certificate-${number}.json`, issued.text, 'application/json');
      else saveFile(`certificate-${number}.html`, issued.html, 'text/html');
    },
    onError: (error) => notifyFailure('The certificate could not be fetched', error),
  });
  return (
    <Group gap={6} justify="flex-end">
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<FileText size={13} aria-hidden />}
        onClick={() => save.mutate('html')}
        aria-label={`Certificate ${number} as HTML, to print`}
      >
        HTML
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<FileJson size={13} aria-hidden />}
        onClick={() => save.mutate('json')}
        aria-label={`Certificate ${number} as JSON`}
      >
        JSON
      </Button>
    </Group>
  );
}

function Retry({ forgetting: { id, number, state } }: { readonly forgetting: Forgetting }) {
  const trpc = useTrpc();
  const cache = useQueryClient();
  const retry = useMutation(
    trpc.privacy.retry.mutationOptions({
      onSuccess: () => cache.invalidateQueries({ queryKey: trpc.privacy.pathKey() }),
      onError: (error) => notifyFailure('It could not be begun again', error),
    }),
  );
  if (state !== 'failed') return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={retry.isPending}
      onClick={() => retry.mutate({ id })}
      aria-label={`Go on with number ${number}`}
    >
      Go on
    </Button>
  );
}
