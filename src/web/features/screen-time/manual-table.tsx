import { Select, Table, Text } from '@mantine/core';
import { formatSeconds } from '../../lib/format-time.ts';
import { Nothing } from '../../ui/nothing.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatChange, formatChangedShare } from './format-change.ts';
import type { ManualErrors, ManualRow } from './manual-errors.ts';
import { ReceiptButton } from './receipt-button.tsx';
import type { Subject } from './subjects.ts';

interface ManualTableProps {
  readonly errors: ManualErrors;
  readonly subjects: readonly Subject[];
  readonly onAssign: (name: string, key: string | null | undefined) => void;
  readonly onReceipt: (key: string) => void;
}

export function ManualTable({ errors, subjects, onAssign, onReceipt }: ManualTableProps) {
  const { rows, uncounted, total } = errors;
  const people = subjects.filter(({ isUnattributed }) => !isUnattributed);
  const options = [
    { value: AS_NAMED, label: 'As the name says' },
    { value: NOBODY, label: 'Nobody' },
    ...people.map(({ key, name }) => ({ value: key, label: name })),
  ];
  const choose = (name: string, value: string | null) =>
    onAssign(name, value === AS_NAMED || value === null ? undefined : value === NOBODY ? null : value);
  return (
    <Panel title="Error" flush aside={total.rows > 0 && <Summary {...total} />}>
      {rows.length === 0 ? (
        <Text c="dimmed" p="md">
          Put in what was counted by hand: every name is looked for among the people of this run, and the error of each
          and of all is shown here.
        </Text>
      ) : (
        <Table verticalSpacing={5} horizontalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name in the list</Table.Th>
              <Table.Th miw={150}>Person</Table.Th>
              <Table.Th ta="right">By hand, m:s</Table.Th>
              <Table.Th ta="right">Measured, m:s</Table.Th>
              <Table.Th ta="right">Error</Table.Th>
              <Table.Th ta="right">Error, %</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.name}>
                <Table.Th scope="row" fw={500}>
                  {row.name}
                </Table.Th>
                <Table.Td>
                  <Select
                    aria-label={`Who is ${row.name}?`}
                    size="xs"
                    data={options}
                    value={row.subject?.key ?? NOBODY}
                    onChange={(value) => choose(row.name, value)}
                    allowDeselect={false}
                    searchable
                    {...(row.subject === null && !row.isAssigned && { error: 'No match: choose' })}
                  />
                </Table.Td>
                <Table.Td ta="right" className="numbers">
                  {formatSeconds(row.seconds)}
                </Table.Td>
                <MeasuredCells row={row} onReceipt={onReceipt} />
              </Table.Tr>
            ))}
          </Table.Tbody>
          {total.rows > 0 && (
            <Table.Tfoot>
              <Table.Tr>
                <Table.Th scope="row">All matched</Table.Th>
                <Table.Td />
                <Table.Td ta="right" className="numbers" fw={600}>
                  {formatSeconds(total.counted)}
                </Table.Td>
                <Table.Td ta="right" className="numbers" fw={600}>
                  {formatSeconds(total.measured)}
                </Table.Td>
                <ErrorCells error={total.measured - total.counted} counted={total.counted} />
              </Table.Tr>
            </Table.Tfoot>
          )}
        </Table>
      )}
      {rows.length > 0 && uncounted.length > 0 && (
        <Text size="sm" c="dimmed" p="sm">
          Not in the list:{' '}
          {uncounted.map(({ key, name, seconds }, place) => (
            <span key={key}>
              {place > 0 && ', '}
              {name}{' '}
              <ReceiptButton label={`Seconds of ${name}`} onOpen={() => onReceipt(key)}>
                {seconds.toFixed(1)} s
              </ReceiptButton>
            </span>
          ))}
        </Text>
      )}
    </Panel>
  );
}

/** No keys of people: those are ids, or a letter and a number. */
const NOBODY = '-';
const AS_NAMED = '*';

function Summary({ absolute, counted, rows }: ManualErrors['total']) {
  return (
    <Text size="sm" c="dimmed" className="numbers">
      off by {(absolute / rows).toFixed(1)} s each, {counted > 0 ? ((100 * absolute) / counted).toFixed(1) : '–'} % in
      all
    </Text>
  );
}

function MeasuredCells({ row, onReceipt }: { readonly row: ManualRow; readonly onReceipt: (key: string) => void }) {
  const { subject, error, seconds } = row;
  if (subject === null || error === null) {
    return (
      <>
        <Table.Td ta="right">
          <Nothing why="nobody is matched" />
        </Table.Td>
        <Table.Td />
        <Table.Td />
      </>
    );
  }
  return (
    <>
      <Table.Td ta="right">
        <ReceiptButton label={`Seconds of ${subject.name}`} onOpen={() => onReceipt(subject.key)}>
          {formatSeconds(subject.seconds)}
        </ReceiptButton>
      </Table.Td>
      <ErrorCells error={error} counted={seconds} />
    </>
  );
}

function ErrorCells({ error, counted }: { readonly error: number; readonly counted: number }) {
  return (
    <>
      <Table.Td ta="right" className="numbers" style={{ whiteSpace: 'nowrap' }}>
        {formatChange(error)}
      </Table.Td>
      <Table.Td ta="right" className="numbers" style={{ whiteSpace: 'nowrap' }}>
        {counted > 0 ? formatChangedShare(error / counted) : <Nothing why="counted as nothing" />}
      </Table.Td>
    </>
  );
}
