import { type RefObject, useEffect } from 'react';
import { formatClock } from '../../../lib/format-time.ts';
import type { PlayerControl } from '../player-control.ts';

/** Tells assistive technology where the picture is; spoken values change once a second, not with every frame. */
export function useRulerSlider(element: RefObject<HTMLElement | null>, control: PlayerControl): void {
  useEffect(() => {
    const ruler = element.current;
    if (!ruler) return;
    let told = -1;
    const tell = (): void => {
      const { seconds } = control.moment();
      if (control.state().speed !== 0 && Math.floor(seconds) === told) return;
      told = Math.floor(seconds);
      ruler.setAttribute('aria-valuemax', control.frames.end.toFixed(2));
      ruler.setAttribute('aria-valuenow', seconds.toFixed(2));
      ruler.setAttribute('aria-valuetext', formatClock(seconds, 1));
    };
    tell();
    return control.onMoment(tell);
  }, [element, control]);
}
