/** Every edit in a sentence, newest first, each with the way to take it back or to do it again, and a look at what that would do. */
import { Badge, Button, Skeleton, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { LoggedEditShape, ReviewStateShape } from '../../../server/contract/review.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Moment } from '../../ui/moment.tsx';
import { entrySentence, identitiesOf } from './edit-sentences.ts';
import type { Names } from './identity-names.ts';
import classes from './panels.module.css';
import { UndoPreview } from './undo-preview.tsx';
import { useHistory } from './use-history.ts';

interface HistoryListProps {
  readonly runId: string;
  readonly state: ReviewStateShape;
  readonly names: Names;
  readonly canEdit: boolean;
  readonly onUndo: (editId: string) => void;
  readonly onRedo: (editId: string) => void;
  readonly onOpen: (identity: number) => void;
}

const OUTCOME_WORDS = {
  applied: null,
  'no-target': 'no effect: what it speaks of is gone',
  locked: 'no effect: locked',
  unmatched: 'not found in this run',
} as const;

export function HistoryList({ runId, state, names, canEdit, onUndo, onRedo, onOpen }: HistoryListProps) {
  /** Id of the edit of which is shown what undoing or redoing it would change. */
  const [looked, setLooked] = useState<string | null>(null);
  const { entries, byId, error, refetch, isLoading, isAll, isReading, more } = useHistory(runId, true);
  if (error) return <FailureNotice title="The history could not be read" error={error} onRetry={refetch} />;
  if (isLoading) {
    return (
      <Stack gap={8} aria-busy="true" role="status" aria-label="Loading">
        {[0, 1, 2, 3].map((place) => (
          <Skeleton key={place} height={48} />
        ))}
      </Stack>
    );
  }
  if (entries.length === 0) {
    return (
      <Text c="dimmed">
        Nobody has said anything about this episode yet. What you do is kept here, and can be undone in any order.
      </Text>
    );
  }
  return (
    <>
      <ol className={classes['list']}>
        {entries.map((entry) => (
          <Entry
            key={entry.id}
            entry={entry}
            undone={entry.undoes === null ? undefined : byId.get(entry.undoes)}
            jumps={entry.body ? identitiesOf(entry.body, state) : []}
            names={names}
            onOpen={onOpen}
            isOfOtherRun={entry.runId !== null && entry.runId !== runId}
            {...(canEdit &&
              entry.body !== null && { onLook: () => setLooked((before) => (before === entry.id ? null : entry.id)) })}
            preview={
              looked === entry.id && (
                <UndoPreview
                  id={previewId(entry)}
                  runId={runId}
                  edit={entry}
                  names={names}
                  byId={byId}
                  onConfirm={() => {
                    setLooked(null);
                    (entry.isUndone ? onRedo : onUndo)(entry.id);
                  }}
                  onClose={() => setLooked(null)}
                />
              )
            }
          />
        ))}
      </ol>
      {!isAll && (
        <Button mt="sm" size="xs" variant="default" loading={isReading} onClick={more}>
          Earlier
        </Button>
      )}
    </>
  );
}

interface EntryProps {
  readonly entry: LoggedEditShape;
  readonly undone: LoggedEditShape | undefined;
  /** Stacks it speaks of. */
  readonly jumps: readonly number[];
  readonly names: Names;
  readonly isOfOtherRun: boolean;
  readonly onOpen: (identity: number) => void;
  /** Shows what undoing it or doing it again would change, or hides that; absent: neither can be done. */
  readonly onLook?: () => void;
  /** False: not looked at. */
  readonly preview: ReactNode;
}

const previewId = ({ id }: LoggedEditShape): string => `preview-${id}`;

function Entry({ entry, undone, jumps, names, isOfOtherRun, onOpen, onLook, preview }: EntryProps) {
  const { author, madeAt, reason, effectSeconds, isUndone, outcome, overrules, undoes } = entry;
  const [jump] = jumps;
  const sentence = entrySentence(entry, names, undone);
  const trouble = outcome === null ? null : OUTCOME_WORDS[outcome];
  return (
    <li className={classes['entry']} data-undone={isUndone || undefined} data-quiet={undoes !== null || undefined}>
      <div className={classes['text']}>
        <span className={classes['sentence']}>{isUndone ? <s>{sentence}</s> : sentence}</span>
        <span className={`${classes['facts']} numbers`}>
          {effectSeconds !== null && effectSeconds >= 0.05 && `${effectSeconds.toFixed(1)} s · `}
          {author.name} · <Moment at={madeAt} />
          {isOfOtherRun && ' · in another run'}
          {reason !== null && ` · “${reason}”`}
          {isUndone && undoes === null && ' · undone'}
        </span>
        {trouble !== null && (
          <Badge color="orange" variant="light" tt="none" radius="sm" fw={500}>
            {trouble}
          </Badge>
        )}
        {overrules.length > 0 && (
          <Badge color="orange" variant="light" tt="none" radius="sm" fw={500}>
            against an earlier edit
          </Badge>
        )}
      </div>
      <div className={classes['buttons']}>
        {jump !== undefined && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => onOpen(jump)}
            aria-label={`Show ${names.identity(jump)}`}
          >
            Show
          </Button>
        )}
        {onLook && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={onLook}
            aria-label={`${isUndone ? 'Redo' : 'Undo'}…: ${sentence}`}
            aria-expanded={preview !== false}
            aria-controls={preview === false ? undefined : previewId(entry)}
          >
            {isUndone ? 'Redo…' : 'Undo…'}
          </Button>
        )}
      </div>
      {preview}
    </li>
  );
}
