/** The whole episode, with a frame around what the timeline shows: click or drag to go there, drag its edges to see more or less. */
import { memo, type PointerEvent, useEffect, useRef } from 'react';
import type { PlayerControl } from '../player-control.ts';
import { useCanvas } from '../use-canvas.ts';
import { drawMinimap } from './draw-minimap.ts';
import classes from './timeline.module.css';
import type { TimelineData } from './timeline-data.ts';
import type { TimelineView } from './timeline-view.ts';

interface MinimapProps {
  readonly people: TimelineData['people'];
  readonly view: TimelineView;
  readonly control: PlayerControl;
}

/** Pixels around an edge. */
const EDGE = 6;

export const Minimap = memo(function Minimap({ people, view, control }: MinimapProps) {
  const frame = useRef<HTMLDivElement>(null);
  const now = useRef<HTMLDivElement>(null);
  const held = useRef<'start' | 'end' | number | null>(null);
  const { canvas } = useCanvas((context, size) => drawMinimap(context, people, { ...size, duration: view.duration }));
  useEffect(() => {
    const place = (): void => {
      const { start, span } = view.current();
      const perSecond = view.width / Math.max(view.duration, 1e-6);
      const width = Math.max(4, Math.min(view.width, span * perSecond));
      if (frame.current) {
        frame.current.style.width = `${width}px`;
        frame.current.style.transform = `translateX(${Math.min(start * perSecond, view.width - width)}px)`;
      }
      if (now.current) now.current.style.transform = `translateX(${control.moment().seconds * perSecond}px)`;
    };
    place();
    const ends = [view.onChange(place), control.onMoment(place)];
    return () => {
      for (const end of ends) end();
    };
  }, [view, control]);

  const xOf = ({ clientX, currentTarget }: PointerEvent): number =>
    clientX - currentTarget.getBoundingClientRect().left;
  const secondsOf = (x: number): number => (x / view.width) * view.duration;
  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const x = xOf(event);
    const { start, span } = view.current();
    const [left, right] = [start, start + span].map((seconds) => (seconds / view.duration) * view.width) as [
      number,
      number,
    ];
    if (right - left > 3 * EDGE && Math.abs(x - left) <= EDGE) held.current = 'start';
    else if (right - left > 3 * EDGE && Math.abs(x - right) <= EDGE) held.current = 'end';
    else {
      // Inside: taken where it was touched; outside: it comes here first.
      if (x < left || x > right) view.show({ start: secondsOf(x) - span / 2, span });
      held.current = secondsOf(x) - view.current().start;
    }
  };
  const onMove = (event: PointerEvent): void => {
    if (held.current === null) return;
    const seconds = Math.min(Math.max(0, secondsOf(xOf(event))), view.duration);
    const { start, span } = view.current();
    if (held.current === 'start')
      view.show({ start: Math.min(seconds, start + span), span: Math.max(0, start + span - seconds) });
    else if (held.current === 'end') view.show({ start, span: Math.max(0, seconds - start) });
    else view.show({ start: seconds - held.current, span });
  };
  const release = (): void => {
    held.current = null;
  };
  return (
    <div
      className={classes['minimap']}
      aria-hidden
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={release}
      onPointerCancel={release}
    >
      <canvas ref={canvas} className={classes['canvas']} />
      <div ref={now} className={classes['minimapNow']} />
      <div ref={frame} className={classes['minimapFrame']} />
    </div>
  );
});
