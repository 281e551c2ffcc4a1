/** Who is on screen with whom, and how long. */
import { Skeleton, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ScreenTimeRequest } from '../../../server/contract/screen-time.ts';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { keyOf } from '../player/people.ts';
import { ReceiptButton } from './receipt-button.tsx';
import type { Subject } from './subjects.ts';
import classes from './together.module.css';
import { Who } from './who.tsx';

interface TogetherProps {
  readonly request: ScreenTimeRequest;
  readonly subjects: readonly Subject[];
  /** Two keys, with a comma between. */
  readonly onReceipt: (keys: string) => void;
}

export function Together({ request, subjects, onReceipt }: TogetherProps) {
  const trpc = useTrpc();
  const { data, error, refetch } = useQuery(
    trpc.screenTime.coAppearance.queryOptions(request, { placeholderData: keepPreviousData }),
  );
  if (error) {
    return <FailureNotice title="The matrix could not be read" error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <Skeleton height={380} />;
  const known = new Map(subjects.map((subject) => [subject.key, subject]));
  const people = data.subjects.flatMap((each, place) => {
    const subject = known.get(keyOf({ subject: each.personId === null ? 'identity' : 'person', ...each }));
    return subject && each.seconds > 0 ? [{ subject, place }] : [];
  });
  const seconds = new Map(
    data.pairs.flatMap((pair) => [
      [`${pair.a} ${pair.b}`, pair.seconds],
      [`${pair.b} ${pair.a}`, pair.seconds],
    ]),
  );
  const most = Math.max(1e-9, ...data.pairs.map((pair) => pair.seconds));
  return (
    <Panel
      title="Together on screen"
      flush
      aside={
        <Text size="xs" c="dimmed">
          seconds in which both are visible
        </Text>
      }
    >
      <div className={classes['scroll']}>
        <table className={classes['matrix']}>
          <thead>
            <tr>
              <td />
              {people.map(({ subject }) => (
                <th key={subject.key} scope="col" className={classes['column']}>
                  <span className={classes['columnName']}>{subject.name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {people.map((row) => (
              <tr key={row.subject.key}>
                <th scope="row" className={classes['row']}>
                  <Who subject={row.subject} />
                </th>
                {people.map((column) => (
                  <Cell
                    key={column.subject.key}
                    row={row.subject}
                    column={column.subject}
                    seconds={seconds.get(`${row.place} ${column.place}`) ?? 0}
                    most={most}
                    onReceipt={onReceipt}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

interface CellProps {
  readonly row: Subject;
  readonly column: Subject;
  readonly seconds: number;
  /** Seconds of those who share the most. */
  readonly most: number;
  readonly onReceipt: (keys: string) => void;
}

/** The fullest cell has so much colour that text on it can still be read, in both themes. */
const FULL_PERCENT = 42;

function Cell({ row, column, seconds, most, onReceipt }: CellProps) {
  if (row === column) {
    return (
      <td className={classes['own']}>
        <ReceiptButton label={`${row.name} in all`} onOpen={() => onReceipt(row.key)}>
          {row.seconds.toFixed(1)}
        </ReceiptButton>
      </td>
    );
  }
  if (seconds === 0) {
    return (
      <td className={classes['none']}>
        <span aria-hidden>·</span>
        <span className="visually-hidden">never</span>
      </td>
    );
  }
  // By the root: short times are many, and differ visibly.
  const percent = Math.round(6 + (FULL_PERCENT - 6) * Math.sqrt(seconds / most));
  return (
    <td style={{ background: `color-mix(in srgb, var(--mantine-color-indigo-filled) ${percent}%, transparent)` }}>
      <ReceiptButton label={`${row.name} with ${column.name}`} onOpen={() => onReceipt(`${row.key},${column.key}`)}>
        {seconds.toFixed(1)}
      </ReceiptButton>
    </td>
  );
}
