/** Where the picture is in time. Moved past React. */
import { useEffect, useRef } from 'react';
import type { PlayerControl } from '../player-control.ts';
import classes from './timeline.module.css';
import type { TimelineView } from './timeline-view.ts';

export function Playhead({ control, view }: { readonly control: PlayerControl; readonly view: TimelineView }) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = (): void => {
      const x = view.pixelAt(control.moment().seconds);
      if (!line.current) return;
      line.current.style.transform = `translateX(${x}px)`;
      line.current.style.visibility = x < -1 || x > view.width + 1 ? 'hidden' : 'visible';
    };
    place();
    const ends = [control.onMoment(place), view.onChange(place)];
    return () => {
      for (const end of ends) end();
    };
  }, [control, view]);
  return <div ref={line} className={classes['playhead']} />;
}
