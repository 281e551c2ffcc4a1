/** Beside the pointer: the time, who is in the lane, and the picture where there is one. */
import { useSyncExternalStore } from 'react';
import type { Thumbnails } from '../../../../server/contract/videos.ts';
import { formatClock } from '../../../lib/format-time.ts';
import type { Person } from '../people.ts';
import { spanAt } from '../spans.ts';
import { thumbnailPlace } from './thumbnail-place.ts';
import classes from './timeline.module.css';
import type { TimelineView } from './timeline-view.ts';

export interface Hover {
  /** Pixels from the left of the lanes. */
  readonly x: number;
  /** Whose lane it is; null: none. */
  readonly person: Person | null;
}

/** Where the pointer is: of concern to the card alone. */
export class HoverPlace {
  #hover: Hover | null = null;
  readonly #listeners = new Set<() => void>();
  readonly current = (): Hover | null => this.#hover;
  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  set(hover: Hover | null): void {
    this.#hover = hover;
    for (const listener of this.#listeners) listener();
  }
}

interface HoverCardProps {
  readonly place: HoverPlace;
  readonly view: TimelineView;
  readonly thumbnails: Thumbnails | null;
}

export function HoverCard({ place, view, thumbnails }: HoverCardProps) {
  const hover = useSyncExternalStore(place.onChange, place.current);
  // The view may move under a pointer that rests.
  useSyncExternalStore(view.onChange, view.current);
  if (hover === null) return null;
  const seconds = Math.min(Math.max(0, view.secondsAt(hover.x)), view.duration);
  const name = hover.person && spanAt(hover.person.spans, seconds) >= 0 ? hover.person.name : null;
  const picture = thumbnails && thumbnailPlace(thumbnails, seconds);
  const width = picture?.width ?? 96;
  const left = Math.min(Math.max(0, hover.x - width / 2), Math.max(0, view.width - width));
  return (
    <>
      <div className={classes['hoverLine']} style={{ transform: `translateX(${hover.x}px)` }} />
      <div className={classes['hoverCard']} style={{ transform: `translateX(${left}px)`, width }} aria-hidden>
        {picture && (
          <div
            style={{
              height: picture.height,
              background: `url("${picture.url}") -${picture.left}px -${picture.top}px`,
            }}
          />
        )}
        <div className={`numbers ${classes['hoverText']}`}>
          {formatClock(seconds, 2)}
          {name !== null && <span>{name}</span>}
        </div>
      </div>
    </>
  );
}
