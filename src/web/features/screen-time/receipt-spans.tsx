import { Button, Group, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { formatShare } from '../../lib/format-size.ts';
import { formatClock, formatSeconds } from '../../lib/format-time.ts';
import classes from './receipt.module.css';
import { type OpenReceipt, spansOfReceipt } from './receipt-address.ts';
import { lengthOf } from './shared-spans.ts';
import { SpanItem } from './span-item.tsx';
import { useTrackCrops } from './use-track-crops.ts';
import { Who } from './who.tsx';

interface ReceiptSpansProps {
  readonly runId: string;
  readonly receipt: OpenReceipt;
  /** Of the video, or of the range, in seconds. */
  readonly length: number;
}

/** More are shown when they are asked for. */
const FIRST_SPANS = 60;

export function ReceiptSpans({ runId, receipt, length }: ReceiptSpansProps) {
  const [isAll, setAll] = useState(false);
  const { subjects, isEverybody } = receipt;
  const spans = useMemo(() => spansOfReceipt(receipt), [receipt]);
  const crops = useTrackCrops(runId, receipt);
  const only = !isEverybody && subjects.length === 1 ? subjects[0] : undefined;
  const total = spans.reduce((sum, span) => sum + lengthOf(span), 0);
  const who = only && !only.isUnattributed ? only.key : undefined;
  const shown = isAll ? spans : spans.slice(0, FIRST_SPANS);
  const confidence = only?.row.confidence ?? null;
  return (
    <Stack gap="sm">
      {isEverybody ? (
        <Text fw={500}>Some face visible</Text>
      ) : (
        subjects.map((subject) => (
          <Group key={subject.key} justify="space-between" wrap="nowrap">
            <Who subject={subject} />
            <Text size="sm" c="dimmed" className="numbers" style={{ flex: 'none' }}>
              {formatSeconds(subject.seconds)}
            </Text>
          </Group>
        ))
      )}
      <Text size="sm" className="numbers">
        <b>{total.toFixed(1)} s</b> in {counted(spans.length, 'span')}
        {receipt.shot === undefined ? `, ${counted(shotsOf(spans), 'shot')}` : ` in shot ${receipt.shot}`}
        {receipt.until !== undefined && <>, until {formatClock(receipt.until, 1)}</>}
        {length > 0 && <>, {formatShare(total / length)} of the whole</>}
        {confidence !== null && <>, {Math.round(confidence * 100)} % sure</>}
      </Text>
      {only?.isUnattributed && spans.length > 0 && (
        <Text size="xs" c="dimmed">
          Faces that are on screen at the same time count each: they may be of different people.
        </Text>
      )}
      {spans.length === 0 ? (
        <Text c="dimmed">Nothing by these rules, in this range.</Text>
      ) : (
        <ol className={classes['spans']}>
          {shown.map((span) => (
            <SpanItem
              key={`${span.startSeconds} ${span.shot} ${span.tracks.join()}`}
              runId={runId}
              span={span}
              crops={crops}
              who={who}
            />
          ))}
        </ol>
      )}
      {shown.length < spans.length && (
        <Button variant="default" size="xs" onClick={() => setAll(true)}>
          Show all {spans.length}
        </Button>
      )}
    </Stack>
  );
}

const shotsOf = (spans: readonly { readonly shot: number }[]): number => new Set(spans.map(({ shot }) => shot)).size;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
