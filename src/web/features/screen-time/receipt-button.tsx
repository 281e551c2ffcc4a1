/** A number that shows what it is made of. */
import type { ReactNode } from 'react';
import classes from './screen-time.module.css';

interface ReceiptButtonProps {
  /** What number of whom: `Shots of Lisa`. */
  readonly label: string;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

/** A plain button: there may be thousands. */
export function ReceiptButton({ label, onOpen, children }: ReceiptButtonProps) {
  return (
    <button
      type="button"
      className={`numbers mantine-focus-auto ${classes['number']}`}
      onClick={onOpen}
      title="What it is made of"
      aria-haspopup="dialog"
    >
      <span className="visually-hidden">{label}: </span>
      {children}
    </button>
  );
}
