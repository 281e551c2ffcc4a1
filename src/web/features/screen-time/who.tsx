/** A person as this page names them: colour, face, name, and what is doubtful about it. */
import { CircleHelp } from 'lucide-react';
import classes from './screen-time.module.css';
import type { Subject } from './subjects.ts';

export function Who({ subject, withCrop = true }: { readonly subject: Subject; readonly withCrop?: boolean }) {
  const { name, hint, colour, cropUrl, isUnattributed, isDoubtful, row } = subject;
  const doubt = hint ?? (isDoubtful ? `Doubtful: ${Math.round((row.confidence ?? 0) * 100)} % sure` : null);
  return (
    <span className={classes['who']}>
      <span className={classes['swatch']} style={{ background: colour }} />
      {withCrop &&
        (cropUrl === null ? (
          <span className={classes['crop']} />
        ) : (
          <img src={cropUrl} alt="" className={classes['crop']} loading="lazy" width={30} height={30} />
        ))}
      <span className={classes['names']}>
        <span className={classes['name']}>{name}</span>
        {isUnattributed && <span className={classes['note']}>faces that belong to nobody known</span>}
        {doubt !== null && (
          <span className={classes['doubt']}>
            <CircleHelp size={12} aria-hidden /> {doubt}
          </span>
        )}
      </span>
    </span>
  );
}
