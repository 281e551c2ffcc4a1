import { Table } from '@mantine/core';
import { formatShare } from '../../lib/format-size.ts';
import { formatSeconds } from '../../lib/format-time.ts';
import { ChangeCell } from './change-cell.tsx';

interface TotalLineProps {
  readonly label: string;
  readonly seconds: number;
  readonly length: number;
  /** Against the default rules; null: these are the default rules. */
  readonly change: number | null;
}

export function TotalLine({ label, seconds, length, change }: TotalLineProps) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={600}>
        {label}
      </Table.Th>
      <Table.Td ta="right" className="numbers" fw={600}>
        {formatSeconds(seconds)}
      </Table.Td>
      {change !== null && <ChangeCell seconds={change} />}
      <Table.Td ta="right" className="numbers">
        {formatShare(length > 0 ? seconds / length : 0)}
      </Table.Td>
      {(['md', 'md', 'sm', 'md', 'sm'] as const).map((from, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the places are all there is to them
        <Table.Td key={place} visibleFrom={from} />
      ))}
    </Table.Tr>
  );
}
