/** What a number is made of: every span, with the faces that were seen in it and the way to watch it. */
import { Drawer } from '@mantine/core';
import type { OpenReceipt } from './receipt-address.ts';
import { ReceiptSpans } from './receipt-spans.tsx';

interface ReceiptDrawerProps {
  readonly runId: string;
  readonly receipt: OpenReceipt | null;
  /** Of the video, or of the range, in seconds. */
  readonly length: number;
  readonly onClose: () => void;
}

export function ReceiptDrawer({ runId, receipt, length, onClose }: ReceiptDrawerProps) {
  const isShared = receipt !== null && !receipt.isEverybody && receipt.subjects.length > 1;
  return (
    <Drawer
      opened={receipt !== null}
      onClose={onClose}
      position="right"
      size={460}
      title={isShared ? 'Together on screen' : 'What it is made of'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {receipt && <ReceiptSpans key={keyOf(receipt)} runId={runId} receipt={receipt} length={length} />}
    </Drawer>
  );
}

const keyOf = ({ subjects, isEverybody, shot, until }: OpenReceipt): string =>
  `${isEverybody || subjects.map(({ key }) => key).join()} ${shot} ${until}`;
