/** The numbers that decide what a run finds. They are shown, not set: a changed number would change every result. */
import { Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Panel } from '../../ui/panel.tsx';

const AREAS = {
  detection: 'Finding faces',
  tracking: 'Following faces',
  clustering: 'Telling people apart',
  naming: 'Naming people',
  guardrails: 'Health of a result',
} as const;

export function ThresholdsTab() {
  const trpc = useTrpc();
  const { data, error, refetch } = useQuery(trpc.system.thresholds.queryOptions({}));
  if (error) {
    return <FailureNotice title="The thresholds could not be read" error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <Skeleton height={420} />;
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        They belong to the program: two servers of one version measure alike. What an analysis may choose is its profile
        and its models.
      </Text>
      {Object.entries(AREAS).map(([area, title]) => {
        const items = data.items.filter((each) => each.area === area);
        return (
          items.length > 0 && (
            <Panel key={area} title={title} flush>
              <Table verticalSpacing={7} horizontalSpacing="md">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Name</Table.Th>
                    <Table.Th ta="right">Value</Table.Th>
                    <Table.Th visibleFrom="sm">Meaning</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map(({ name, value, unit, meaning }) => (
                    <Table.Tr key={name}>
                      <Table.Td w={{ sm: '30%' }} style={{ overflowWrap: 'anywhere' }}>
                        {name}
                        <Text size="xs" c="dimmed" hiddenFrom="sm">
                          {meaning}
                        </Text>
                      </Table.Td>
                      <Table.Td ta="right" className="numbers" style={{ whiteSpace: 'nowrap' }}>
                        {Number(value.toPrecision(6)).toString()} {unit}
                      </Table.Td>
                      <Table.Td visibleFrom="sm" c="dimmed">
                        {meaning}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Panel>
          )
        );
      })}
    </Stack>
  );
}
