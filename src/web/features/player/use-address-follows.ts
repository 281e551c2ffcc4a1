import { useEffect, useRef } from 'react';
import { frameAt } from './frame-times.ts';
import type { PlayerControl } from './player-control.ts';
import type { TimelineView } from './timeline/timeline-view.ts';

/** Written once nothing has moved for so long: an address that changes with every frame slows the page down. */
const SETTLED_MS = 400;

interface Follows {
  readonly control: PlayerControl;
  readonly timeline: TimelineView;
  /** As the address says. */
  readonly seconds: number | undefined;
  readonly change: (patch: { t?: number; at?: number | undefined; span?: number | undefined }) => void;
}

/**
 * The address says where the player stands, and a new address moves it: links to a moment are made of that. The timeline shows
 * where somebody goes, and turns its page when playback leaves it.
 */
export function useAddressFollows({ control, timeline, seconds, change }: Follows): void {
  const written = useRef<number>(undefined);
  const isOpened = useRef(false);
  useEffect(() => {
    const isFirst = !isOpened.current;
    isOpened.current = true;
    if (seconds === undefined || seconds === written.current) return;
    written.current = seconds;
    control.seek(seconds);
    // Who opens an address sees the part of the timeline that it says.
    if (!isFirst) timeline.reveal(seconds);
  }, [control, timeline, seconds]);

  useEffect(() => {
    let timer = 0;
    const settle = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(write, SETTLED_MS);
    };
    const write = (): void => {
      const { start, span } = timeline.current();
      const view = timeline.isWhole ? { at: undefined, span: undefined } : { at: start, span };
      // While it plays its place changes all the time; it is written when it stands.
      if (control.state().speed !== 0) return;
      const place = Math.round(control.moment().seconds * 1000) / 1000;
      const isUnmoved = place === (written.current ?? 0);
      if (!isUnmoved) written.current = place;
      change(isUnmoved ? view : { ...view, t: place });
    };
    const ends = [
      control.onMoment(({ seconds: now, frame }) => {
        if (control.state().speed > 0) timeline.follow(now);
        // Where the address says it stands nobody has gone just now.
        else if (frame !== frameAt(control.frames, written.current ?? 0)) timeline.reveal(now);
        settle();
      }),
      control.onState(settle),
      timeline.onChange(settle),
    ];
    return () => {
      window.clearTimeout(timer);
      for (const end of ends) end();
    };
  }, [control, timeline, change]);
}
