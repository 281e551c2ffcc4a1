/** What a number is made of: every span, with the faces that were seen in it and the way to watch it. */
import { Button, Drawer, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { formatSeconds } from '../../lib/format-time.ts';
import classes from './receipt.module.css';
import { lengthOf, sharedSpans } from './shared-spans.ts';
import { SpanItem } from './span-item.tsx';
import type { Subject } from './subjects.ts';
import { useTrackCrops } from './use-track-crops.ts';
import { Who } from './who.tsx';

interface ReceiptDrawerProps {
  readonly runId: string;
  /** One person, or two for the time they share. */
  readonly subjects: readonly Subject[];
  readonly onClose: () => void;
}

/** More are shown when they are asked for. */
const FIRST_SPANS = 60;

export function ReceiptDrawer({ runId, subjects, onClose }: ReceiptDrawerProps) {
  const [first, second] = subjects;
  return (
    <Drawer
      opened={first !== undefined}
      onClose={onClose}
      position="right"
      size={460}
      title={second ? 'Together on screen' : 'What it is made of'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {first && <Receipts key={subjects.map(({ key }) => key).join()} runId={runId} first={first} second={second} />}
    </Drawer>
  );
}

interface ReceiptsProps {
  readonly runId: string;
  readonly first: Subject;
  readonly second: Subject | undefined;
}

function Receipts({ runId, first, second }: ReceiptsProps) {
  const [isAll, setAll] = useState(false);
  const subjects = second ? [first, second] : [first];
  const spans = second ? sharedSpans(first.row.receipts, second.row.receipts) : first.row.receipts;
  const crops = useTrackCrops(runId, subjects);
  const total = second ? spans.reduce((sum, span) => sum + lengthOf(span), 0) : first.seconds;
  const who = second || first.isUnattributed ? undefined : first.key;
  const shown = isAll ? spans : spans.slice(0, FIRST_SPANS);
  return (
    <Stack gap="sm">
      {subjects.map((subject) => (
        <Group key={subject.key} justify="space-between" wrap="nowrap">
          <Who subject={subject} />
          <Text size="sm" c="dimmed" className="numbers" style={{ flex: 'none' }}>
            {formatSeconds(subject.seconds)}
          </Text>
        </Group>
      ))}
      <Text size="sm" className="numbers">
        <b>{total.toFixed(1)} s</b> in {spans.length} {spans.length === 1 ? 'span' : 'spans'}, {shotsOf(spans)} shots
        {!second && first.row.confidence !== null && <>, {Math.round(first.row.confidence * 100)} % sure</>}
      </Text>
      {!second && first.isUnattributed && spans.length > 0 && (
        <Text size="xs" c="dimmed">
          Faces that are on screen at the same time count each; the seconds of the row are of the time in which any is.
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
