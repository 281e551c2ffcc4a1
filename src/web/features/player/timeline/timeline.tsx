/** When everybody is on screen: minimap, ruler with shots, a lane per person. */
import { UnstyledButton } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useColourScheme } from '../../../ui/use-colour-scheme.ts';
import type { PlayerControl } from '../player-control.ts';
import { type Interval, spanAt } from '../spans.ts';
import type { Thumbnails } from '../thumbnails-contract.ts';
import { useCanvas } from '../use-canvas.ts';
import { canvasColours } from './canvas-colours.ts';
import { drawLanes } from './draw-lanes.ts';
import { drawRuler } from './draw-ruler.ts';
import { HoverCard, HoverPlace } from './hover-card.tsx';
import { Minimap } from './minimap.tsx';
import { Playhead } from './playhead.tsx';
import classes from './timeline.module.css';
import { LANE_HEIGHT, MINIMAP_HEIGHT, RULER_HEIGHT, type TimelineData } from './timeline-data.ts';
import { followGestures } from './timeline-gestures.ts';
import { TimelineToolbar } from './timeline-toolbar.tsx';
import type { TimelineView } from './timeline-view.ts';
import { useRulerSlider } from './use-ruler-slider.ts';

interface TimelineProps {
  readonly data: TimelineData;
  readonly view: TimelineView;
  readonly control: PlayerControl;
  readonly thumbnails: Thumbnails | null;
  readonly onZoom: (factor: number) => void;
  readonly onPerson: (key: string) => void;
  /** While a range is being chosen; null: no longer. */
  readonly onDraft: (range: Interval | null) => void;
  readonly onRange: (range: Interval | null) => void;
}

export function Timeline({ data, view, control, thumbnails, onZoom, onPerson, onDraft, onRange }: TimelineProps) {
  const { scheme } = useColourScheme();
  const scroller = useRef<HTMLDivElement>(null);
  const rulerPlace = useRef<HTMLDivElement>(null);
  const [hover] = useState(() => new HoverPlace());
  const newest = useRef({ data, onDraft, onRange });
  useEffect(() => {
    newest.current = { data, onDraft, onRange };
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours change with the scheme.
  const colours = useMemo(() => canvasColours(document.documentElement), [scheme]);
  const drawn = { data, view, colours };
  const ruler = useCanvas((context, size) => drawRuler(context, drawn, size));
  const lanes = useCanvas((context, size) => {
    view.setWidth(size.width);
    drawLanes(context, drawn, { ...size, top: scroller.current?.scrollTop ?? 0 });
  });
  const { request: drawRulerSoon } = ruler;
  const { request: drawLanesSoon, canvas: laneCanvas } = lanes;
  useEffect(() => {
    const redraw = (): void => {
      drawRulerSoon();
      drawLanesSoon();
    };
    return view.onChange(redraw);
  }, [view, drawRulerSoon, drawLanesSoon]);
  useRulerSlider(rulerPlace, control);

  useEffect(() => {
    const shared = {
      view,
      playhead: () => control.moment().seconds,
      range: () => newest.current.data.range,
      onSeek: control.seek,
      onDraft: (range: Interval | null) => newest.current.onDraft(range),
      onRange: (range: Interval) => newest.current.onRange(range),
    };
    const onHover = (place: { x: number; y: number } | null): void => {
      if (!place || place.x < 0 || place.x > view.width) hover.set(null);
      else
        hover.set({ x: place.x, seconds: Math.min(Math.max(0, view.secondsAt(place.x)), view.duration), name: null });
    };
    const onLaneHover = (place: { x: number; y: number } | null): void => {
      onHover(place);
      const at = hover.current();
      if (!at || !place) return;
      const person =
        newest.current.data.people[Math.floor((place.y + (scroller.current?.scrollTop ?? 0)) / LANE_HEIGHT)];
      if (person && spanAt(person.spans, at.seconds) >= 0) hover.set({ ...at, name: person.name });
    };
    const ends = [
      rulerPlace.current && followGestures(rulerPlace.current, { ...shared, isRuler: true, onHover }),
      laneCanvas.current && followGestures(laneCanvas.current, { ...shared, isRuler: false, onHover: onLaneHover }),
    ];
    return () => {
      for (const end of ends) end?.();
    };
  }, [view, control, hover, laneCanvas]);

  const headHeight = MINIMAP_HEIGHT + RULER_HEIGHT + 2;
  return (
    <section className={classes['timeline']} aria-label="Timeline">
      <TimelineToolbar view={view} range={data.range} onZoom={onZoom} onClearRange={() => onRange(null)} />
      <div className={classes['frame']}>
        <div ref={scroller} className={classes['scroller']} onScroll={drawLanesSoon}>
          <div className={classes['head']}>
            <div className={classes['corner']}>Episode</div>
            <div style={{ height: MINIMAP_HEIGHT }}>
              <Minimap data={data} view={view} control={control} />
            </div>
            <div className={classes['corner']}>Time, shots</div>
            <div
              ref={rulerPlace}
              className={classes['ruler']}
              style={{ height: RULER_HEIGHT }}
              role="slider"
              tabIndex={0}
              aria-label="Position in the episode"
              aria-valuemin={0}
              aria-valuenow={0}
            >
              <canvas ref={ruler.canvas} className={classes['canvas']} aria-hidden />
            </div>
          </div>
          <div className={classes['body']}>
            <ul className={classes['labels']} aria-label="Lanes">
              {data.people.map(({ key, name, colour }) => (
                <li key={key}>
                  <UnstyledButton
                    className={classes['label'] ?? ''}
                    style={{ height: LANE_HEIGHT }}
                    aria-pressed={key === data.who}
                    onClick={() => onPerson(key)}
                  >
                    <i style={{ background: colour }} />
                    <span>{name}</span>
                  </UnstyledButton>
                </li>
              ))}
            </ul>
            <canvas
              ref={laneCanvas}
              aria-hidden
              className={classes['lanes']}
              style={{
                top: headHeight,
                height: data.people.length * LANE_HEIGHT,
                maxHeight: `calc(var(--most) - ${headHeight}px)`,
              }}
            />
          </div>
        </div>
        <div className={classes['layer']}>
          <div className={classes['clip']}>
            <Playhead control={control} view={view} />
          </div>
          <HoverCard place={hover} view={view} thumbnails={thumbnails} />
        </div>
      </div>
    </section>
  );
}
