import { Eye, EyeOff } from 'lucide-react';
import { memo } from 'react';
import { formatShare } from '../../lib/format-size.ts';
import { formatSeconds } from '../../lib/format-time.ts';
import type { Person } from './people.ts';
import classes from './player.module.css';

interface PersonRowProps {
  readonly person: Person;
  readonly seconds: number;
  readonly share: number;
  readonly isChosen: boolean;
  readonly isHidden: boolean;
  readonly isOnScreen: boolean;
  readonly onPerson: (key: string) => void;
  readonly onToggle: (key: string) => void;
}

/** One person: a click looks at them, the eye takes their boxes off the picture. */
export const PersonRow = memo(function PersonRow(props: PersonRowProps) {
  const { person, seconds, share, isChosen, isHidden, isOnScreen, onPerson, onToggle } = props;
  const { key, name, hint, colour, cropUrl } = person;
  const note = isOnScreen ? 'on screen now' : hint;
  return (
    <li
      className={classes['person']}
      data-chosen={isChosen || undefined}
      data-hidden={isHidden || undefined}
      data-now={isOnScreen || undefined}
    >
      <button type="button" className={classes['personButton']} aria-pressed={isChosen} onClick={() => onPerson(key)}>
        <span className={classes['swatch']} style={{ background: colour }} />
        {cropUrl === null ? (
          <span className={classes['crop']} />
        ) : (
          <img src={cropUrl} alt="" className={classes['crop']} loading="lazy" width={32} height={32} />
        )}
        <span style={{ minWidth: 0 }}>
          <span className={classes['personName']}>{name}</span>
          {note !== null && <span className={classes['personNote']}>{note}</span>}
        </span>
        <span className={`numbers ${classes['personSeconds']}`}>
          {formatSeconds(seconds)}
          <small>{formatShare(share)}</small>
        </span>
      </button>
      <button
        type="button"
        className={classes['eye']}
        aria-pressed={!isHidden}
        aria-label={`Boxes of ${name}`}
        onClick={() => onToggle(key)}
      >
        {isHidden ? <EyeOff size={15} aria-hidden /> : <Eye size={15} aria-hidden />}
      </button>
    </li>
  );
});
