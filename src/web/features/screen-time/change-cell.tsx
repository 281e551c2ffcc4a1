import { Table } from '@mantine/core';
import { formatChange } from './format-change.ts';
import classes from './screen-time.module.css';

/** Seconds more than by the default rules. */
export function ChangeCell({ seconds }: { readonly seconds: number }) {
  const text = formatChange(seconds);
  return (
    <Table.Td ta="right">
      <span className={`numbers ${classes['change']}`} data-changed={text !== '±0' || undefined}>
        {text}
      </span>
    </Table.Td>
  );
}
