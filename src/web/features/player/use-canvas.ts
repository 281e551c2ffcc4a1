import { useCallback, useEffect, useRef } from 'react';
import type { Size } from './overlay-geometry.ts';

/** Draws in CSS pixels; `ratio` device pixels each. */
export type Draw = (context: CanvasRenderingContext2D, size: Size & { readonly ratio: number }) => void;

/**
 * A canvas as sharp as the screen, drawn anew when its size changes and when it is asked for, at most once a frame. It does not
 * follow React: what is drawn lies outside its state.
 */
export function useCanvas(draw: Draw) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const newest = useRef(draw);
  const pending = useRef(0);
  const paint = useCallback(() => {
    cancelAnimationFrame(pending.current);
    pending.current = 0;
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = element;
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    // Setting a size clears the canvas, also to the same one.
    if (element.width !== across) element.width = across;
    if (element.height !== down) element.height = down;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, across, down);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    newest.current(context, { width, height, ratio });
  }, []);
  const request = useCallback(() => {
    if (pending.current === 0) pending.current = requestAnimationFrame(paint);
  }, [paint]);
  useEffect(() => {
    newest.current = draw;
    request();
  });
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const watched = new ResizeObserver(paint);
    watched.observe(element);
    return () => {
      watched.disconnect();
      cancelAnimationFrame(pending.current);
      pending.current = 0;
    };
  }, [paint]);
  return {
    canvas,
    /** With the next frame of the screen. */
    request,
    /** Now. */
    paint,
  };
}
