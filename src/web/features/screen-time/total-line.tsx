import { Table } from '@mantine/core';
import { formatShare } from '../../lib/format-size.ts';
import { formatSeconds } from '../../lib/format-time.ts';
import { ChangeCell } from './change-cell.tsx';
import { ReceiptButton } from './receipt-button.tsx';

interface TotalLineProps {
  readonly label: string;
  readonly seconds: number;
  readonly length: number;
  /** Against the default rules; null: these are the default rules. */
  readonly change: number | null;
  readonly onOpen: () => void;
}

export function TotalLine({ label, seconds, length, change, onOpen }: TotalLineProps) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={600}>
        {label}
      </Table.Th>
      <Table.Td ta="right" fw={600}>
        <ReceiptButton label={`Seconds: ${label}`} onOpen={onOpen}>
          {formatSeconds(seconds)}
        </ReceiptButton>
      </Table.Td>
      {change !== null && <ChangeCell seconds={change} label={`Change: ${label}`} onOpen={onOpen} />}
      <Table.Td ta="right">
        <ReceiptButton label={`Share: ${label}`} onOpen={onOpen}>
          {formatShare(length > 0 ? seconds / length : 0)}
        </ReceiptButton>
      </Table.Td>
      {(['md', 'md', 'sm', 'md', 'sm'] as const).map((from, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the places are all there is to them
        <Table.Td key={place} visibleFrom={from} />
      ))}
    </Table.Tr>
  );
}
