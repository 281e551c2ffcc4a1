import { type RefObject, useEffect, useRef } from 'react';
import type { PlayerControl } from '../player-control.ts';
import type { Interval } from '../spans.ts';
import type { HoverPlace } from './hover-card.tsx';
import { LANE_HEIGHT, type TimelineData } from './timeline-data.ts';
import { followGestures } from './timeline-gestures.ts';
import type { TimelineView } from './timeline-view.ts';

interface Places {
  readonly ruler: RefObject<HTMLElement | null>;
  readonly lanes: RefObject<HTMLElement | null>;
  readonly scroller: RefObject<HTMLElement | null>;
}

interface Effects {
  readonly data: TimelineData;
  readonly view: TimelineView;
  readonly control: PlayerControl;
  readonly hover: HoverPlace;
  readonly onDraft: (range: Interval | null) => void;
  readonly onRange: (range: Interval) => void;
}

/** Makes ruler and lanes answer to pointers and wheels. */
export function useTimelineGestures({ ruler, lanes, scroller }: Places, effects: Effects): void {
  const { view, control, hover } = effects;
  const newest = useRef(effects);
  useEffect(() => {
    newest.current = effects;
  });
  useEffect(() => {
    const shared = {
      view,
      playhead: () => control.moment().seconds,
      range: () => newest.current.data.range,
      onSeek: control.seek,
      onDraft: (range: Interval | null) => newest.current.onDraft(range),
      onRange: (range: Interval) => newest.current.onRange(range),
    };
    const onHover = (place: { x: number; y: number } | null, isLane: boolean): void => {
      if (!place || place.x < 0 || place.x > view.width) {
        hover.set(null);
        return;
      }
      const lane = Math.floor((place.y + (scroller.current?.scrollTop ?? 0)) / LANE_HEIGHT);
      hover.set({ x: place.x, person: (isLane && newest.current.data.people[lane]) || null });
    };
    const ends = [
      ruler.current &&
        followGestures(ruler.current, { ...shared, isRuler: true, onHover: (place) => onHover(place, false) }),
      lanes.current &&
        followGestures(lanes.current, { ...shared, isRuler: false, onHover: (place) => onHover(place, true) }),
    ];
    return () => {
      for (const end of ends) end?.();
    };
  }, [view, control, hover, ruler, lanes, scroller]);
}
