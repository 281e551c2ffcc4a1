import type { PixelBox } from '../units.ts';

/** Distance between box centres in pixels. */
export function centreDistance(a: PixelBox, b: PixelBox): number {
  return Math.hypot(b.left + b.width / 2 - a.left - a.width / 2, b.top + b.height / 2 - a.top - a.height / 2);
}
