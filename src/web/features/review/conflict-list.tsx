/** What does not fit together: each in a sentence, with what to do and the way to the stacks. */
import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReviewStateShape } from '../../../server/contract/review.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { conflictWords } from './conflict-sentences.ts';
import type { Names } from './identity-names.ts';
import classes from './panels.module.css';
import { UndoPreview } from './undo-preview.tsx';
import { useHistory } from './use-history.ts';

interface ConflictListProps {
  readonly runId: string;
  readonly state: ReviewStateShape;
  readonly names: Names;
  readonly canEdit: boolean;
  readonly onUndo: (editId: string) => void;
  readonly onOpen: (identity: number) => void;
  /** All tracks of an identity are one person's, whatever a frame shows. */
  readonly onOnePerson: (identity: number) => void;
}

export function ConflictList({ runId, state, names, canEdit, onUndo, onOpen, onOnePerson }: ConflictListProps) {
  const { conflicts } = state;
  /** Conflict and edit of which is shown what undoing the edit would change. */
  const [looked, setLooked] = useState<string | null>(null);
  const named = conflicts.flatMap(({ edits }) => edits);
  const { byId, error, refetch, isAll, isLoading, more } = useHistory(runId, named.length > 0);
  // Edits are read from the log until all that are spoken of are there.
  const isMissing = !isLoading && !isAll && named.some((id) => !byId.has(id));
  useEffect(() => {
    if (isMissing) more();
  });
  if (conflicts.length === 0) {
    return (
      <Text c="dimmed">
        Everything that was said fits together, and every edit of earlier runs was found in this one.
      </Text>
    );
  }
  const there = new Set(state.identities.map(({ number }) => number));
  return (
    <>
      {error && <FailureNotice title="The history could not be read" error={error} onRetry={refetch} />}
      <ol className={classes['list']}>
        {conflicts.map((conflict) => {
          const { what, remedy } = conflictWords(conflict, names, byId);
          const key = [conflict.kind, ...conflict.edits, ...conflict.identities, ...conflict.tracks].join(' ');
          const lookAt = (id: string) => `${key}, undoing ${id}`;
          const edit = byId.get(conflict.edits.find((id) => lookAt(id) === looked) ?? '');
          return (
            <li key={key} className={classes['entry']} data-column>
              <div className={classes['text']}>
                <span className={classes['sentence']}>{what}</span>
                <span className={classes['facts']}>{remedy}</span>
              </div>
              <Group gap={6} mt={4}>
                {conflict.identities
                  .filter((number) => there.has(number))
                  .map((number) => (
                    <Button key={number} size="compact-xs" variant="default" onClick={() => onOpen(number)}>
                      Show {names.identity(number)}
                    </Button>
                  ))}
                {canEdit && conflict.kind === 'twice-in-a-frame' && conflict.identities.length === 1 && (
                  <Button size="compact-xs" variant="subtle" onClick={() => onOnePerson(conflict.identities[0]!)}>
                    It is one person
                  </Button>
                )}
                {canEdit &&
                  conflict.edits.map((id, place) => (
                    <Button
                      key={id}
                      size="compact-xs"
                      variant="subtle"
                      disabled={!byId.has(id)}
                      onClick={() => setLooked(edit?.id === id ? null : lookAt(id))}
                      aria-expanded={edit?.id === id}
                      aria-controls={edit?.id === id ? `preview-${id}` : undefined}
                    >
                      {conflict.edits.length === 1
                        ? 'Undo the edit…'
                        : place === 0
                          ? 'Undo the later…'
                          : 'Undo the earlier…'}
                    </Button>
                  ))}
              </Group>
              {edit && (
                <UndoPreview
                  id={`preview-${edit.id}`}
                  runId={runId}
                  edit={edit}
                  names={names}
                  byId={byId}
                  onConfirm={() => {
                    setLooked(null);
                    onUndo(edit.id);
                  }}
                  onClose={() => setLooked(null)}
                />
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}
