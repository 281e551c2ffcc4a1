/** A moment: the face, how alike it is, who it is, and the way to it in the player. */
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { Moment } from '../../../server/contract/face-search.ts';
import { formatClock } from '../../lib/format-time.ts';
import classes from './search.module.css';

interface MomentCardProps {
  readonly moment: Moment;
  readonly episode: string;
  readonly run: string;
  /** It is the one that was searched for. */
  readonly isAsked: boolean;
}

export const MomentCard = memo(function MomentCard({ moment, episode, run, isAsked }: MomentCardProps) {
  const { cropUrl, likeness, seconds, firstSeconds, lastSeconds } = moment;
  return (
    <li>
      <Link
        to="/episodes/$id"
        params={{ id: episode }}
        search={{ run, t: Math.round(seconds * 1000) / 1000 }}
        className={classes['moment']}
        data-moment
        title={`${formatClock(firstSeconds, 1)} – ${formatClock(lastSeconds, 1)}`}
      >
        <span className={classes['picture']}>
          {cropUrl !== null && <img src={cropUrl} alt="" loading="lazy" width={112} height={112} />}
          <span className={`numbers ${classes['likeness']}`}>
            <span className="visually-hidden">Likeness </span>
            {likeness.toFixed(2)}
          </span>
        </span>
        <span className={classes['who']}>{isAsked ? 'This face' : whoIs(moment)}</span>
        <span className={`numbers ${classes['when']}`}>{formatClock(seconds, 1)}</span>
      </Link>
    </li>
  );
});

function whoIs({ person, name, identity }: Pick<Moment, 'person' | 'name' | 'identity'>): string {
  return person?.name ?? name ?? (identity === null ? 'Nobody yet' : `Person ${identity}`);
}
