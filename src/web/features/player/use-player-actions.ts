import { type RefObject, useMemo } from 'react';
import { endOf, startOf } from './frame-times.ts';
import type { People } from './people.ts';
import type { PlayerControl } from './player-control.ts';
import { type Interval, nextStart, previousStart } from './spans.ts';
import type { TimelineView } from './timeline/timeline-view.ts';
import type { usePlayerView } from './use-player-view.ts';

interface Situation extends ReturnType<typeof usePlayerView> {
  readonly control: PlayerControl;
  readonly timeline: TimelineView;
  readonly people: People;
  /** What goes into full screen. */
  readonly videoPlace: RefObject<HTMLElement | null>;
}

/** What can be done on the page by button, key or pointer. They stay the same while the address does. */
export function usePlayerActions({ control, timeline, people, videoPlace, view, change, hidden, range }: Situation) {
  const { who, loop } = view;
  return useMemo(() => {
    const onRange = (chosen: Interval | null): void =>
      change(chosen ? { from: chosen.start, to: chosen.end } : { from: undefined, to: undefined, loop: undefined });
    return {
      onRange,
      onClearRange: () => onRange(null),
      onPerson: (key: string) => change({ who: key === who ? undefined : key }),
      onToggle: (key: string) => {
        const next = hidden.has(key) ? [...hidden].filter((each) => each !== key) : [...hidden, key];
        change({ hide: next.length === 0 ? undefined : next.join(',') });
      },
      onLoop: () => {
        if (range) change({ loop: loop ? undefined : true });
      },
      /** The range begins or ends with the frame on screen; its other end is that of the episode, if it has none. */
      onRangeEnd: (end: 'from' | 'to') => {
        const { frame } = control.moment();
        const [start, stop] = [startOf(control.frames, frame), endOf(control.frames, frame)];
        const { start: from, end: to } = range ?? { start: 0, end: control.frames.end };
        if (end === 'from') onRange({ start, end: to > start ? to : control.frames.end });
        else onRange({ start: from < stop ? from : 0, end: stop });
      },
      onSpan: (direction: 1 | -1) => {
        const chosen = people.all.filter(({ key }) => who === undefined || key === who);
        const spans = chosen.map((person) => person.spans);
        const { seconds } = control.moment();
        const found = direction > 0 ? nextStart(spans, seconds) : previousStart(spans, seconds);
        if (found !== null) control.seek(found);
      },
      onZoom: (factor: number) => timeline.zoom(factor, control.moment().seconds),
      onZoomOut: timeline.showAll,
      onFollow: () => timeline.setFollowing(!timeline.isFollowing()),
      onFullScreen: () => {
        if (document.fullscreenElement) void document.exitFullscreen();
        else void videoPlace.current?.requestFullscreen();
      },
    };
  }, [control, timeline, people, videoPlace, change, hidden, range, who, loop]);
}
