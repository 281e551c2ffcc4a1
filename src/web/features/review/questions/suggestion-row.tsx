import { Button, Text } from '@mantine/core';
import { formatDuration } from '../../../lib/format-time.ts';
import type { Names } from '../identity-names.ts';
import type { Suggestion } from './plan-accepted.ts';
import { probabilityWords } from './probability-words.ts';
import { claimWords } from './question-words.ts';
import classes from './questions.module.css';
import { ReasonPictures } from './reason.tsx';

interface SuggestionRowProps {
  readonly suggestion: Suggestion;
  readonly names: Names;
  /** Whether it would be accepted with all above the line. */
  readonly isAbove: boolean;
  readonly canEdit: boolean;
  readonly onAccept: () => void;
  readonly onDismiss: () => void;
}

export function SuggestionRow({ suggestion, names, isAbove, canEdit, onAccept, onDismiss }: SuggestionRowProps) {
  const { probability, likeness, seconds, reason } = suggestion;
  const claim = claimWords(suggestion, names);
  return (
    <li className={classes['row']} data-above={isAbove || undefined}>
      <ReasonPictures reason={reason} />
      <div className={classes['claim']}>
        <Text fw={600}>{claim}</Text>
        <Text size="xs" c="dimmed" className="numbers">
          {probabilityWords(probability)}
          {likeness !== null && ` · likeness ${likeness.toFixed(2)}`} · would settle {formatDuration(seconds)}
        </Text>
      </div>
      {canEdit && (
        <div className={classes['choices']}>
          <Button size="xs" onClick={onAccept} aria-label={`Accept: ${claim}`}>
            Accept
          </Button>
          <Button size="xs" variant="default" onClick={onDismiss} aria-label={`Dismiss: ${claim}`}>
            Dismiss
          </Button>
        </div>
      )}
    </li>
  );
}
