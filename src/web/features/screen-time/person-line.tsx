import { Table } from '@mantine/core';
import { formatShare } from '../../lib/format-size.ts';
import { formatSeconds } from '../../lib/format-time.ts';
import { Nothing } from '../../ui/nothing.tsx';
import { ChangeCell } from './change-cell.tsx';
import { PlayerLink } from './player-link.tsx';
import { ReceiptButton } from './receipt-button.tsx';
import classes from './screen-time.module.css';
import { longestStart } from './shared-spans.ts';
import type { Subject } from './subjects.ts';
import { Who } from './who.tsx';

interface PersonLineProps {
  readonly subject: Subject;
  /** Seconds that the share is of. */
  readonly length: number;
  /** Seconds of who is seen longest: a full bar. */
  readonly longest: number;
  readonly isCompared: boolean;
  readonly onReceipt: (key: string) => void;
}

/** The last picture of a span is a little before its end. */
const LAST_PICTURE_SECONDS = 0.05;

export function PersonLine({ subject, length, longest, isCompared, onReceipt }: PersonLineProps) {
  const { key, name, row, seconds, colour, isUnattributed, isDoubtful, change } = subject;
  const open = () => onReceipt(key);
  const longestFrom = longestStart(row.receipts);
  const who = isUnattributed ? undefined : key;
  return (
    <Table.Tr className={isUnattributed ? (classes['unattributed'] ?? '') : ''}>
      <Table.Th scope="row" fw={500}>
        <Who subject={subject} />
      </Table.Th>
      <Table.Td ta="right">
        <ReceiptButton label={`Seconds of ${name}`} onOpen={open}>
          {formatSeconds(seconds)}
        </ReceiptButton>
      </Table.Td>
      {isCompared && <ChangeCell seconds={change ?? 0} label={`Change of ${name}`} onOpen={open} />}
      <Table.Td>
        <span className={classes['share']}>
          <span
            className={classes['bar']}
            style={{ width: `${(100 * seconds) / longest}%`, backgroundColor: colour }}
            aria-hidden
          />
          <span style={{ textAlign: 'right' }}>
            <ReceiptButton label={`Share of ${name}`} onOpen={open}>
              {formatShare(length > 0 ? seconds / length : 0)}
            </ReceiptButton>
          </span>
        </span>
      </Table.Td>
      <Table.Td ta="right" visibleFrom="md">
        {row.firstSeconds === null ? (
          <Nothing why="never" />
        ) : (
          <PlayerLink seconds={row.firstSeconds} who={who} label="First seen, watch from">
            {formatSeconds(row.firstSeconds)}
          </PlayerLink>
        )}
      </Table.Td>
      <Table.Td ta="right" visibleFrom="md">
        {row.lastSeconds === null ? (
          <Nothing why="never" />
        ) : (
          <PlayerLink
            seconds={Math.max(0, row.lastSeconds - LAST_PICTURE_SECONDS)}
            who={who}
            label="Last seen, watch from"
          >
            {formatSeconds(row.lastSeconds)}
          </PlayerLink>
        )}
      </Table.Td>
      <Table.Td ta="right" visibleFrom="sm">
        <ReceiptButton label={`Shots of ${name}`} onOpen={open}>
          {row.shots}
        </ReceiptButton>
      </Table.Td>
      <Table.Td ta="right" visibleFrom="md">
        {longestFrom === null ? (
          <Nothing why="no span" />
        ) : (
          <PlayerLink seconds={longestFrom} who={who} label="Longest time without a break, watch:">
            {row.longestSeconds.toFixed(1)}
          </PlayerLink>
        )}
      </Table.Td>
      <Table.Td ta="right" visibleFrom="sm">
        {row.confidence === null ? (
          <Nothing why="nobody to be sure of" />
        ) : (
          <ReceiptButton label={`How sure it is ${name}`} onOpen={open}>
            <span style={isDoubtful ? { fontStyle: 'italic' } : undefined}>
              {Math.round(row.confidence * 100)} %{isDoubtful && ' ?'}
            </span>
          </ReceiptButton>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
