/** Large enough for a thumb; each has its key. */
import { Button, Kbd } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './questions.module.css';

interface AnswerShown {
  readonly label: string;
  readonly run: () => void;
  readonly isPossible: boolean;
}

interface AnswerButtonsProps {
  readonly yes: AnswerShown | null;
  readonly no: AnswerShown | null;
  /** Absent: it takes no name. */
  readonly onName?: (() => void) | undefined;
  readonly onPass: () => void;
  readonly onUndo: () => void;
}

export function AnswerButtons({ yes, no, onName, onPass, onUndo }: AnswerButtonsProps) {
  return (
    <div className={classes['answers']} role="toolbar" aria-label="Answers">
      {yes && (
        <Button size="lg" rightSection={<Key>Y</Key>} disabled={!yes.isPossible} onClick={yes.run}>
          {yes.label}
        </Button>
      )}
      {no && (
        <Button size="lg" variant="default" rightSection={<Key>N</Key>} disabled={!no.isPossible} onClick={no.run}>
          {no.label}
        </Button>
      )}
      {onName && (
        <Button size="lg" rightSection={<Key>Enter</Key>} onClick={onName}>
          Type a name
        </Button>
      )}
      <div className={classes['lesser']}>
        <Button size="lg" variant="subtle" color="gray" rightSection={<Key>S</Key>} onClick={onPass}>
          Skip
        </Button>
        <Button size="lg" variant="subtle" color="gray" rightSection={<Key>Z</Key>} onClick={onUndo}>
          Undo
        </Button>
      </div>
    </div>
  );
}

/** The button says by itself what it does: nobody needs to hear the letter after it. */
function Key({ children }: { readonly children: ReactNode }) {
  return (
    <Kbd size="sm" aria-hidden className={classes['key'] ?? ''}>
      {children}
    </Kbd>
  );
}
