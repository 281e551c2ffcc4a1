/** How far the review is, what the last edit changed, who else is here, and the ways to history and conflicts. */
import { Avatar, Button, Progress, Text, Tooltip } from '@mantine/core';
import { History, Redo2, TriangleAlert, Undo2 } from 'lucide-react';
import type { ReviewStateShape } from '../../../server/contract/review.ts';
import { formatSeconds } from '../../lib/format-time.ts';
import { useConnection } from '../../lib/live-events.tsx';
import { count } from './edit-sentences.ts';
import { QuestionsLink } from './questions/questions-link.tsx';
import classes from './review.module.css';
import { type OwnerChange, signedSeconds } from './seconds-delta.ts';
import type { Reviewer } from './use-reviewers.ts';

interface ReviewBarProps {
  readonly state: ReviewStateShape;
  readonly delta: readonly OwnerChange[];
  readonly waiting: number;
  readonly reviewers: readonly Reviewer[];
  readonly nameOfIdentity: (number: number) => string;
  readonly canEdit: boolean;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onHistory: () => void;
  readonly onConflicts: () => void;
  readonly onReviewer: (identity: number) => void;
}

const MOST_CHANGES = 4;

export function ReviewBar(props: ReviewBarProps) {
  const { state, delta, waiting, reviewers, nameOfIdentity, canEdit } = props;
  const { seconds, settledSeconds } = state.totals;
  const share = seconds > 0 ? Math.min(1, settledSeconds / seconds) : 1;
  const conflicts = state.conflicts.length;
  return (
    <div className={classes['bar']}>
      <div className={classes['progress']}>
        <Text size="sm" className="numbers">
          <b>{Math.floor(share * 100)} % settled</b>{' '}
          <Text span size="xs" c="dimmed">
            {formatSeconds(settledSeconds)} of {formatSeconds(seconds)}
          </Text>
        </Text>
        <Progress value={share * 100} size="sm" color="teal" aria-label="Settled seconds" />
      </div>
      <Text size="xs" className={`${classes['delta']} numbers`} role="status" aria-label="What the last edit changed">
        {waiting > 0 ? <Waiting edits={waiting} /> : deltaWords(delta)}
      </Text>
      <div className={classes['tools']}>
        {reviewers.length > 0 && (
          <ul className={classes['reviewers']} aria-label="Also here">
            {reviewers.map(({ id, name, identity }) => (
              <li key={id}>
                <Tooltip label={identity === null ? name : `${name}, at ${nameOfIdentity(identity)}`}>
                  <button
                    type="button"
                    className={classes['reviewer']}
                    aria-label={identity === null ? name : `${name}, at ${nameOfIdentity(identity)}: go there`}
                    onClick={() => identity !== null && props.onReviewer(identity)}
                  >
                    <Avatar size={26} name={name} alt="" color="violet" />
                  </button>
                </Tooltip>
              </li>
            ))}
          </ul>
        )}
        <QuestionsLink />
        {canEdit && (
          <>
            <Tool label="Undo" keys="Z" icon={<Undo2 size={15} aria-hidden />} onClick={props.onUndo} />
            <Tool label="Redo" keys="Shift+Z" icon={<Redo2 size={15} aria-hidden />} onClick={props.onRedo} />
          </>
        )}
        <Tool label="History" keys="H" icon={<History size={15} aria-hidden />} onClick={props.onHistory} />
        <Button
          size="xs"
          variant={conflicts > 0 ? 'light' : 'default'}
          color={conflicts > 0 ? 'orange' : 'gray'}
          leftSection={<TriangleAlert size={15} aria-hidden />}
          onClick={props.onConflicts}
          title="Conflicts (!)"
        >
          {conflicts === 0 ? 'No conflicts' : count(conflicts, 'conflict')}
        </Button>
      </div>
    </div>
  );
}

function Waiting({ edits }: { readonly edits: number }) {
  const isOffline = useConnection() === 'offline';
  return isOffline ? (
    <b>{count(edits, 'edit')} will be sent when this machine has a network again. Keep the page open.</b>
  ) : (
    <>Saving…</>
  );
}

function deltaWords(delta: readonly OwnerChange[]): string {
  const shown = delta.slice(0, MOST_CHANGES).map(({ owner, seconds }) => `${signedSeconds(seconds)} ${owner}`);
  const more = delta.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

interface ToolProps {
  readonly label: string;
  readonly keys: string;
  readonly icon: React.ReactNode;
  readonly onClick: () => void;
}

function Tool({ label, keys, icon, onClick }: ToolProps) {
  return (
    <Button size="xs" variant="default" leftSection={icon} onClick={onClick} title={`${label} (${keys})`}>
      {label}
    </Button>
  );
}
