import { Table } from '@mantine/core';
import { formatChange } from './format-change.ts';
import { ReceiptButton } from './receipt-button.tsx';
import classes from './screen-time.module.css';

interface ChangeCellProps {
  /** More than by the default rules. */
  readonly seconds: number;
  readonly label: string;
  readonly onOpen: () => void;
}

export function ChangeCell({ seconds, label, onOpen }: ChangeCellProps) {
  const text = formatChange(seconds);
  return (
    <Table.Td ta="right">
      <span className={`numbers ${classes['change']}`} data-changed={text !== '±0' || undefined}>
        <ReceiptButton label={label} onOpen={onOpen}>
          {text}
        </ReceiptButton>
      </span>
    </Table.Td>
  );
}
