/** Who is on screen how long. */
import { Table } from '@mantine/core';
import { Panel } from '../../ui/panel.tsx';
import { CopyTable } from './copy-table.tsx';
import classes from './people-table.module.css';
import { PersonLine } from './person-line.tsx';
import { receiptText } from './receipt-address.ts';
import type { Sort } from './screen-time-view.ts';
import { SortHead } from './sort-head.tsx';
import { firstOrder, type Order, sortSubjects } from './sort-subjects.ts';
import type { Subject } from './subjects.ts';
import { TotalLine } from './total-line.tsx';

interface PeopleTableProps {
  readonly subjects: readonly Subject[];
  /** Wall time with at least one face, and by the default rules where these are others. */
  readonly faceVisible: { readonly seconds: number; readonly standard: number | null };
  /** Of the video, or of the range. */
  readonly length: number;
  readonly isRange: boolean;
  readonly sort: Sort | undefined;
  readonly order: Order | undefined;
  readonly onSort: (sort: Sort, order: Order) => void;
  readonly onReceipt: (receipt: string) => void;
  /** What the video or the range is made of. */
  readonly onShots: () => void;
}

export function PeopleTable(props: PeopleTableProps) {
  const {
    subjects,
    faceVisible,
    length,
    isRange,
    sort = 'seconds',
    order = firstOrder(sort),
    onSort,
    onReceipt,
    onShots,
  } = props;
  const sorted = sortSubjects(subjects, sort, order);
  const longest = Math.max(1e-9, ...subjects.map(({ seconds }) => seconds));
  const shown = { sort, order };
  const onHead = (wanted: Sort) =>
    onSort(wanted, wanted !== sort ? firstOrder(wanted) : order === 'ascending' ? 'descending' : 'ascending');
  const isCompared = faceVisible.standard !== null;
  const head = { shown, onSort: onHead };
  return (
    <Panel title="Screen time" flush aside={<CopyTable subjects={sorted} length={length} />}>
      <Table verticalSpacing={6} horizontalSpacing="xs" highlightOnHover className={classes['table'] ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <SortHead sort="name" label="Person" isNumber={false} {...head} />
            <SortHead sort="seconds" label="Time, m:s" {...head} />
            {isCompared && <Table.Th ta="right">Change</Table.Th>}
            <Table.Th w="26%">Share</Table.Th>
            <SortHead sort="first" label="First" visibleFrom="md" {...head} />
            <SortHead sort="last" label="Last" visibleFrom="md" {...head} />
            <SortHead sort="shots" label="Shots" visibleFrom="sm" {...head} />
            <SortHead sort="longest" label="Longest, s" visibleFrom="md" {...head} />
            <SortHead sort="confidence" label="Sure" visibleFrom="sm" {...head} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sorted.map((subject) => (
            <PersonLine
              key={subject.key}
              subject={subject}
              length={length}
              longest={longest}
              isCompared={isCompared}
              onReceipt={onReceipt}
            />
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <TotalLine
            label="Some face visible"
            seconds={faceVisible.seconds}
            length={length}
            change={faceVisible.standard === null ? null : faceVisible.seconds - faceVisible.standard}
            onOpen={() => onReceipt(receiptText('everybody'))}
          />
          <TotalLine
            label={isRange ? 'Range' : 'Video'}
            seconds={length}
            length={length}
            change={isCompared ? 0 : null}
            onOpen={onShots}
          />
        </Table.Tfoot>
      </Table>
    </Panel>
  );
}
