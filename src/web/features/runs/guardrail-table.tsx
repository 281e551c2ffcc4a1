/** How healthy a result is, measure by measure, with what to do about those that are off. */
import { Table, Text } from '@mantine/core';
import { CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import { Nothing } from '../../ui/nothing.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatMeasure, formatTarget, type Guardrail, worstFirst } from './guardrails.ts';

const SHOWN: Record<Guardrail['status'], { icon: LucideIcon; colour: string; word: string }> = {
  ok: { icon: CircleCheck, colour: 'var(--mantine-color-teal-6)', word: 'Good' },
  notice: { icon: Info, colour: 'var(--mantine-color-blue-6)', word: 'Worth a look' },
  warn: { icon: TriangleAlert, colour: 'var(--mantine-color-orange-6)', word: 'Off' },
};

export function GuardrailTable({ guardrails }: { readonly guardrails: readonly Guardrail[] }) {
  const off = guardrails.filter(({ status }) => status !== 'ok').length;
  return (
    <Panel
      title="Health of the result"
      flush
      aside={
        <Text size="sm" c="dimmed">
          {off === 0 ? 'All as it should be' : `${off} of ${guardrails.length} to look at`}
        </Text>
      }
    >
      <Table verticalSpacing={7} horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Measure</Table.Th>
            <Table.Th ta="right">Value</Table.Th>
            <Table.Th ta="right">Target</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {worstFirst(guardrails).map((each) => (
            <Row key={each.name} guardrail={each} />
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}

function Row({ guardrail }: { readonly guardrail: Guardrail }) {
  const { name, label, value, status, remedy, note } = guardrail;
  const { icon: Icon, colour, word } = SHOWN[status];
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td>
        <span style={{ display: 'flex', gap: 8 }}>
          <Icon size={16} color={colour} aria-label={word} role="img" style={{ flex: 'none', marginTop: 3 }} />
          <span>
            {label}
            {remedy !== null && (
              <Text size="sm" c="dimmed" mt={2}>
                {remedy}
              </Text>
            )}
            {note !== null && (
              <Text size="xs" c="dimmed" mt={2}>
                Not judged: {note}
              </Text>
            )}
          </span>
        </span>
      </Table.Td>
      <Table.Td ta="right" className="numbers" style={{ whiteSpace: 'nowrap' }}>
        {value === null ? <Nothing why="not measured" /> : formatMeasure(name, value)}
      </Table.Td>
      <Table.Td ta="right" c="dimmed" className="numbers" style={{ whiteSpace: 'nowrap' }}>
        {formatTarget(guardrail)}
      </Table.Td>
    </Table.Tr>
  );
}
