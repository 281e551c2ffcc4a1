/** Where it stands: a clock and the frame. Written past React, up to sixty times a second. */
import { useEffect, useRef } from 'react';
import { formatClock } from '../../lib/format-time.ts';
import classes from './player.module.css';
import type { PlayerControl } from './player-control.ts';

export function TimeReadout({ control }: { readonly control: PlayerControl }) {
  const clock = useRef<HTMLSpanElement>(null);
  const end = useRef<HTMLElement>(null);
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const write = (): void => {
      const moment = control.moment();
      const { end: length, isExact } = control.frames;
      if (clock.current) clock.current.textContent = formatClock(moment.seconds, 2);
      if (end.current) end.current.textContent = `/ ${formatClock(length, 2)}`;
      if (frame.current) frame.current.textContent = isExact ? `frame ${moment.frame}` : '';
    };
    write();
    return control.onMoment(write);
  }, [control]);
  return (
    <span className={`numbers ${classes['time']}`}>
      <span ref={clock} /> <small ref={end} className={classes['wideOnly']} />{' '}
      <small ref={frame} className={classes['wideOnly']} />
    </span>
  );
}
