/** How everybody's seconds add up over the episode. */
import { UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { formatClock } from '../../lib/format-time.ts';
import { Panel } from '../../ui/panel.tsx';
import type { Interval } from '../player/spans.ts';
import { cumulativeOf, totalAt } from './cumulative.ts';
import { type Curve, CurveChart } from './curve-chart.tsx';
import { CurveTable } from './curve-table.tsx';
import classes from './over-time.module.css';
import { receiptText } from './receipt-address.ts';
import { ReceiptButton } from './receipt-button.tsx';
import type { Subject } from './subjects.ts';

interface OverTimeProps {
  readonly subjects: readonly Subject[];
  readonly range: Interval;
  /** Keys of people without a curve. */
  readonly hidden: ReadonlySet<string>;
  readonly onHide: (keys: readonly string[]) => void;
  readonly onReceipt: (receipt: string) => void;
}

export function OverTime({ subjects, range, hidden, onHide, onReceipt }: OverTimeProps) {
  /** Where the reader points, in seconds; null: nowhere. */
  const [at, setAt] = useState<number | null>(null);
  const { start, end } = range;
  const curves = useMemo(
    () => subjects.map((subject): Curve => ({ subject, steps: cumulativeOf(subject.receipts, { start, end }) })),
    [subjects, start, end],
  );
  const shown = useMemo(() => curves.filter(({ subject }) => !hidden.has(subject.key)), [curves, hidden]);
  const toggle = (key: string) =>
    onHide(hidden.has(key) ? [...hidden].filter((each) => each !== key) : [...hidden, key]);
  const open = (key: string, until: number) => onReceipt(receiptText([key], until < end ? { until } : {}));
  return (
    <Panel
      title="Over time"
      aside={
        <span className={`numbers ${classes['moment']}`}>
          seconds until {formatClock(at ?? end, 1)}
          {at === null && ' (the end)'}
        </span>
      }
    >
      <div className={classes['both']}>
        <CurveChart curves={shown} range={range} at={at} onAt={setAt} onOpen={open} />
        <ul className={classes['legend']} aria-label="People">
          {curves.map(({ subject, steps }) => (
            <li key={subject.key} className={classes['line']}>
              <UnstyledButton
                className={classes['entry'] ?? ''}
                aria-pressed={!hidden.has(subject.key)}
                onClick={() => toggle(subject.key)}
                title={hidden.has(subject.key) ? 'Show the curve' : 'Hide the curve'}
              >
                <span className={classes['swatch']} style={{ background: subject.colour }} />
                <span className={classes['name']}>{subject.name}</span>
              </UnstyledButton>
              <ReceiptButton label={`Seconds of ${subject.name}`} onOpen={() => open(subject.key, at ?? end)}>
                {totalAt(steps, at ?? end).toFixed(1)}
              </ReceiptButton>
            </li>
          ))}
        </ul>
      </div>
      <CurveTable curves={shown} range={range} onOpen={open} />
    </Panel>
  );
}
