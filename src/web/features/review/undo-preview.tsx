/** What taking an edit back would change, or doing it again: seconds, and what would no longer fit. Nothing is done before a yes. */
import { Button, Group, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { LoggedEditShape } from '../../../server/contract/review.ts';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { conflictWords } from './conflict-sentences.ts';
import { count } from './edit-sentences.ts';
import { EffectTable } from './effect-table.tsx';
import type { Names } from './identity-names.ts';
import classes from './panels.module.css';

interface UndoPreviewProps {
  readonly id: string;
  readonly runId: string;
  readonly edit: LoggedEditShape;
  readonly names: Names;
  /** Edits that are read. */
  readonly byId: ReadonlyMap<string, LoggedEditShape>;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function UndoPreview({ id, runId, edit, names, byId, onConfirm, onClose }: UndoPreviewProps) {
  const trpc = useTrpc();
  const isUndone = !edit.isUndone;
  const wanted = { runId, editId: edit.id, isUndone };
  const { data, error, isFetching, refetch } = useQuery(trpc.review.undoPreview.queryOptions(wanted));
  const confirm = useRef<HTMLButtonElement>(null);
  const isThere = data !== undefined;
  useEffect(() => {
    if (isThere) confirm.current?.focus();
  }, [isThere]);
  const title = isUndone ? 'What undoing it would change' : 'What redoing it would change';
  return (
    <section id={id} className={classes['preview']} aria-label={title} aria-busy={isFetching}>
      {error && (
        <FailureNotice
          title="What that would change could not be worked out"
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {!error && !data && <Skeleton height={72} />}
      {data && data.rows.length > 0 && (
        <EffectTable rows={data.rows} effectSeconds={data.effectSeconds} names={names} isOld={isFetching} />
      )}
      {data && data.rows.length === 0 && <Text size="sm">Nobody’s seconds would change.</Text>}
      {data && data.conflicts.length > 0 && (
        <div>
          <Text size="sm" fw={500}>
            {count(data.conflicts.length, 'conflict')} would come of it:
          </Text>
          <ul className={classes['coming']}>
            {data.conflicts.slice(0, SHOWN_CONFLICTS).map((conflict) => (
              <li key={JSON.stringify(conflict)}>{conflictWords(conflict, names, byId).what}</li>
            ))}
            {data.conflicts.length > SHOWN_CONFLICTS && <li>{data.conflicts.length - SHOWN_CONFLICTS} more</li>}
          </ul>
        </div>
      )}
      {data && data.ended.length > 0 && (
        <Text size="sm">{count(data.ended.length, 'conflict')} of now would be no more.</Text>
      )}
      <Group gap={6} justify="flex-end">
        <Button size="xs" variant="default" onClick={onClose}>
          Leave it
        </Button>
        {/* Where it cannot be looked at, it can still be done. */}
        <Button ref={confirm} size="xs" disabled={!error && (!data || isFetching)} onClick={onConfirm}>
          {isUndone ? 'Undo it' : 'Redo it'}
        </Button>
      </Group>
    </section>
  );
}

const SHOWN_CONFLICTS = 5;
