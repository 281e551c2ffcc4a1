/** The curves in numbers, for who cannot see them or wants to know exactly. */
import { Table } from '@mantine/core';
import { formatClock } from '../../lib/format-time.ts';
import type { Interval } from '../player/spans.ts';
import { ticksOf, totalAt } from './cumulative.ts';
import type { Curve } from './curve-chart.tsx';
import classes from './over-time.module.css';
import { ReceiptButton } from './receipt-button.tsx';

interface CurveTableProps {
  readonly curves: readonly Curve[];
  readonly range: Interval;
  readonly onOpen: (key: string, until: number) => void;
}

export function CurveTable({ curves, range, onOpen }: CurveTableProps) {
  const times = [...new Set([...ticksOf(range.end - range.start, 10).map((each) => range.start + each), range.end])];
  return (
    <details className={classes['table']}>
      <summary>As a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard */}
      <section className={classes['scroll']} aria-label="Seconds until each time" tabIndex={0}>
        <Table verticalSpacing={4} horizontalSpacing="sm" fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Person, seconds until</Table.Th>
              {times.map((at) => (
                <Table.Th key={at} ta="right" className="numbers">
                  {formatClock(at)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {curves.map(({ subject, steps }) => (
              <Table.Tr key={subject.key}>
                <Table.Th scope="row" fw={500}>
                  {subject.name}
                </Table.Th>
                {times.map((at) => (
                  <Table.Td key={at} ta="right">
                    <ReceiptButton
                      label={`${subject.name} until ${formatClock(at)}`}
                      onOpen={() => onOpen(subject.key, at)}
                    >
                      {totalAt(steps, at).toFixed(1)}
                    </ReceiptButton>
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </details>
  );
}
