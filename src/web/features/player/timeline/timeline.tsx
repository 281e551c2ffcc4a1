/** When everybody is on screen: minimap, ruler with shots, a lane per person. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Thumbnails } from '../../../../server/contract/videos.ts';
import { useColourScheme } from '../../../ui/use-colour-scheme.ts';
import type { PlayerControl } from '../player-control.ts';
import type { Interval } from '../spans.ts';
import { useCanvas } from '../use-canvas.ts';
import { canvasColours } from './canvas-colours.ts';
import { drawLanes } from './draw-lanes.ts';
import { drawRuler } from './draw-ruler.ts';
import { HoverCard, HoverPlace } from './hover-card.tsx';
import { LaneLabels } from './lane-labels.tsx';
import { Minimap } from './minimap.tsx';
import { Playhead } from './playhead.tsx';
import classes from './timeline.module.css';
import { LANE_HEIGHT, MINIMAP_HEIGHT, RULER_HEIGHT, type TimelineData } from './timeline-data.ts';
import { TimelineToolbar } from './timeline-toolbar.tsx';
import type { TimelineView } from './timeline-view.ts';
import { useRulerSlider } from './use-ruler-slider.ts';
import { useTimelineGestures } from './use-timeline-gestures.ts';

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
  readonly onClearRange: () => void;
}

export function Timeline({
  data,
  view,
  control,
  thumbnails,
  onZoom,
  onPerson,
  onDraft,
  onRange,
  onClearRange,
}: TimelineProps) {
  const { scheme } = useColourScheme();
  const scroller = useRef<HTMLDivElement>(null);
  const rulerPlace = useRef<HTMLDivElement>(null);
  const [hover] = useState(() => new HoverPlace());
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

  useTimelineGestures(
    { ruler: rulerPlace, lanes: laneCanvas, scroller },
    { data, view, control, hover, onDraft, onRange },
  );

  const headHeight = MINIMAP_HEIGHT + RULER_HEIGHT + 2;
  return (
    <section className={classes['timeline']} aria-label="Timeline">
      <TimelineToolbar view={view} range={data.range} onZoom={onZoom} onClearRange={onClearRange} />
      <div className={classes['frame']}>
        <div ref={scroller} className={classes['scroller']} onScroll={drawLanesSoon}>
          <div className={classes['head']}>
            <div className={classes['corner']}>Episode</div>
            <div style={{ height: MINIMAP_HEIGHT }}>
              <Minimap people={data.people} view={view} control={control} />
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
            <LaneLabels people={data.people} who={data.who} onPerson={onPerson} />
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
