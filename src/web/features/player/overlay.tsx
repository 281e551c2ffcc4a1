/** Boxes and names that follow the picture frame by frame. What can be clicked here is in the list of people, too. */

import { useQueryClient } from '@tanstack/react-query';
import { memo, type PointerEvent, useCallback, useEffect, useMemo, useRef } from 'react';
import { UNATTRIBUTED_COLOUR } from '../../lib/person-colour.ts';
import { useTrpc } from '../../trpc.ts';
import { BoxWindows } from './box-windows.ts';
import { drawOverlay, type ShownBox } from './draw-overlay.ts';
import { boxAt, fittedPicture, type Size } from './overlay-geometry.ts';
import { NOBODY, type People } from './people.ts';
import classes from './player.module.css';
import type { PlayerControl } from './player-control.ts';
import { useCanvas } from './use-canvas.ts';

interface OverlayProps {
  readonly control: PlayerControl;
  readonly runId: string;
  readonly people: People;
  readonly hidden: ReadonlySet<string>;
  readonly who: string | undefined;
  readonly picture: Size | null;
  readonly onPerson: (key: string) => void;
}

export const Overlay = memo(function Overlay({ control, runId, people, hidden, who, picture, onPerson }: OverlayProps) {
  const pointed = useRef<number | null>(null);
  const redraw = useRef<() => void>(() => undefined);
  const windows = useBoxWindows(control, runId, () => redraw.current());

  const shown = useCallback((): ShownBox[] => {
    const moment = control.shown();
    const boxes = (moment && windows.boxesIn(moment)) ?? [];
    return boxes.flatMap((box) => {
      const person = people.ofTrack.get(box.track);
      const key = person?.key ?? NOBODY;
      if (hidden.has(key)) return [];
      const isStrong = box.track === pointed.current || key === who;
      const isDimmed = who !== undefined && key !== who && box.track !== pointed.current;
      const [name, colour] = [person?.name ?? 'Unattributed', person?.colour ?? UNATTRIBUTED_COLOUR];
      return [{ ...box, name, colour, isStrong, isDimmed }];
    });
  }, [control, windows, people, hidden, who]);
  const placeIn = (stage: Size) => fittedPicture(picture ?? videoSize(canvas.current) ?? stage, stage);
  const { canvas, request, paint } = useCanvas((context, size) => drawOverlay(context, shown(), placeIn(size)));

  useEffect(() => {
    redraw.current = request;
    const want = (): void => windows.want(control.moment().seconds, control.state().speed, performance.now());
    const follow = (): void => {
      want();
      // At once: a frame later the boxes would lie on the wrong picture.
      paint();
    };
    follow();
    const ends = [control.onShown(follow), control.onMoment(want)];
    return () => {
      for (const end of ends) end();
    };
  }, [control, windows, request, paint]);

  const boxUnder = ({ nativeEvent: { offsetX: x, offsetY: y }, currentTarget }: PointerEvent<HTMLCanvasElement>) => {
    const stage = { width: currentTarget.clientWidth, height: currentTarget.clientHeight };
    return boxAt(shown(), { x, y }, placeIn(stage));
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>): void => {
    const track = boxUnder(event)?.track ?? null;
    if (track === pointed.current) return;
    pointed.current = track;
    event.currentTarget.style.cursor = track === null ? '' : 'pointer';
    request();
  };
  const onClick = (event: PointerEvent<HTMLCanvasElement>): void => {
    const box = boxUnder(event);
    if (box) onPerson(people.ofTrack.get(box.track)?.key ?? NOBODY);
    else control.toggle();
  };
  return (
    <canvas
      ref={canvas}
      aria-hidden
      className={classes['overlay']}
      onPointerMove={onPointerMove}
      onPointerLeave={() => {
        pointed.current = null;
        request();
      }}
      onPointerUp={(event) => event.button === 0 && onClick(event)}
    />
  );
});

/** Where the run does not tell the size of the picture, the video beside the canvas does. */
function videoSize(canvas: HTMLCanvasElement | null): Size | null {
  const video = canvas?.parentElement?.querySelector('video');
  return video && video.videoWidth > 0 ? { width: video.videoWidth, height: video.videoHeight } : null;
}

function useBoxWindows(control: PlayerControl, runId: string, onArrival: () => void): BoxWindows {
  const trpc = useTrpc();
  const cache = useQueryClient();
  const arrived = useRef(onArrival);
  useEffect(() => {
    arrived.current = onArrival;
  });
  return useMemo(
    () =>
      new BoxWindows({
        duration: control.frames.end,
        onArrival: () => arrived.current(),
        read: async (range) => {
          // A run's boxes never change.
          const query = trpc.tracks.boxes.queryOptions({ runId, ...range }, { staleTime: Number.POSITIVE_INFINITY });
          return (await cache.fetchQuery(query)).frames;
        },
      }),
    [control, runId, trpc, cache],
  );
}
