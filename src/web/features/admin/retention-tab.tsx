/** How long things are kept. */
import { Anchor, Button, Group, NumberInput, Skeleton, Stack, Switch, Table, Text } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RetentionRule, WouldGo } from '../../../server/contract/retention.ts';
import { formatBytes } from '../../lib/format-size.ts';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { notifyDone, notifyFailure } from '../../ui/notify.ts';
import { Panel } from '../../ui/panel.tsx';
import { RETENTION_WORDS } from './privacy-words.ts';

/** What is offered first to who does not want to keep something for good. */
const USUAL_DAYS = 90;
const MOST_DAYS = 36_500;

export function RetentionTab() {
  const trpc = useTrpc();
  const { data, error, refetch } = useQuery(trpc.retention.list.queryOptions({}));
  if (error) return <FailureNotice title="The rules could not be read" error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={420} />;
  return (
    <Panel title="How long things are kept" flush>
      <Text size="sm" c="dimmed" p="md" pb="xs">
        Everything is kept for good unless you say otherwise here. What is older goes within an hour, and the{' '}
        <Anchor
          inherit
          underline="always"
          renderRoot={(props) => <Link to="/settings/audit" search={{ action: 'retention.' }} {...props} />}
        >
          audit log
        </Anchor>{' '}
        says how much it was.
      </Text>
      <Table verticalSpacing="sm" horizontalSpacing="md" layout="auto">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>What</Table.Th>
            <Table.Th>Kept</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.items.map((rule) => (
            <RuleRow key={`${rule.kind} ${rule.days}`} rule={rule} />
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}

function RuleRow({ rule }: { readonly rule: RetentionRule }) {
  const trpc = useTrpc();
  const cache = useQueryClient();
  const { label, meaning } = RETENTION_WORDS[rule.kind];
  const [days, setDays] = useState<number | null>(rule.days);
  const isChanged = days !== rule.days;
  const preview = useQuery(
    trpc.retention.preview.queryOptions(
      { kind: rule.kind, days: days ?? USUAL_DAYS },
      { enabled: isChanged && days !== null, placeholderData: keepPreviousData },
    ),
  );
  const save = useMutation(
    trpc.retention.set.mutationOptions({
      onSuccess: (answer) => {
        cache.setQueryData(trpc.retention.list.queryKey({}), answer);
        notifyDone(days === null ? `${label}: kept for good` : `${label}: kept for ${dayCount(days)}`);
      },
      onError: (error) => notifyFailure('The rule stays as it is', error),
    }),
  );
  const going = isChanged ? preview.data : rule.wouldGo;
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td>
        <Text fw={500}>{label}</Text>
        <Text size="sm" c="dimmed">
          {meaning}
        </Text>
      </Table.Td>
      <Table.Td miw={150}>
        <Stack gap={6} align="flex-start">
          <Switch
            size="sm"
            label={rule.kind === 'jobs' ? 'As usual' : 'For good'}
            checked={days === null}
            onChange={(event) => setDays(event.currentTarget.checked ? null : (rule.days ?? USUAL_DAYS))}
            aria-label={`${label}: ${rule.kind === 'jobs' ? 'As usual' : 'For good'}`}
          />
          {days !== null && (
            <>
              <NumberInput
                size="xs"
                w={130}
                min={1}
                max={MOST_DAYS}
                allowDecimal={false}
                suffix={days === 1 ? ' day' : ' days'}
                value={days}
                onChange={(value) => {
                  const next = Number(value);
                  if (Number.isInteger(next) && next >= 1 && next <= MOST_DAYS) setDays(next);
                }}
                aria-label={`${label}: days to keep`}
              />
              <Text size="sm" c="dimmed" aria-live="polite">
                {goingText(going, RETENTION_WORDS[rule.kind].unit)}
              </Text>
            </>
          )}
          {isChanged && (
            <Group gap="xs">
              <Button size="compact-sm" onClick={() => save.mutate({ kind: rule.kind, days })} loading={save.isPending}>
                Save
              </Button>
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setDays(rule.days)}>
                Undo
              </Button>
            </Group>
          )}
        </Stack>
      </Table.Td>
    </Table.Tr>
  );
}

const dayCount = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`;

function goingText(going: WouldGo | undefined, unit: string): string {
  if (going === undefined) return 'Looking at what would go …';
  if (going.count === 0) return 'Nothing would go now';
  const size = going.bytes === null ? '' : `, ${formatBytes(going.bytes)}`;
  return `Now ${going.count.toLocaleString('en')} ${unit}${size} would go`;
}
