/** Boxes and names on the picture. */
import type { Box } from './box-windows.ts';
import { labelPlace, placed, type Rectangle } from './overlay-geometry.ts';

export interface ShownBox extends Box {
  readonly name: string;
  readonly colour: string;
  readonly isDimmed: boolean;
  /** Under the pointer, or of the person that is looked at. */
  readonly isStrong: boolean;
}

const FONT = "600 12px 'Inter Variable', system-ui, sans-serif";
const LABEL_HEIGHT = 18;
const STRIPE = 4;

export function drawOverlay(context: CanvasRenderingContext2D, boxes: readonly ShownBox[], picture: Rectangle): void {
  context.font = FONT;
  context.textBaseline = 'middle';
  // Strong ones lie on top.
  for (const box of boxes.toSorted((a, b) => Number(a.isStrong) - Number(b.isStrong))) drawBox(context, box, picture);
  context.globalAlpha = 1;
}

function drawBox(context: CanvasRenderingContext2D, box: ShownBox, picture: Rectangle): void {
  const place = placed(box, picture);
  context.globalAlpha = box.isDimmed ? 0.35 : 1;
  // A dark edge around the colour: it can be seen on any picture.
  context.lineWidth = box.isStrong ? 5 : 4;
  context.strokeStyle = 'rgb(0 0 0 / 0.45)';
  context.strokeRect(place.left, place.top, place.width, place.height);
  context.lineWidth = box.isStrong ? 3 : 2;
  context.strokeStyle = box.colour;
  context.strokeRect(place.left, place.top, place.width, place.height);
  if (box.isDimmed) return;
  const width = context.measureText(box.name).width + 2 * STRIPE + 8;
  const { x, y } = labelPlace(place, { width, height: LABEL_HEIGHT }, picture);
  context.fillStyle = 'rgb(12 15 21 / 0.82)';
  context.fillRect(x, y, width, LABEL_HEIGHT);
  context.fillStyle = box.colour;
  context.fillRect(x, y, STRIPE, LABEL_HEIGHT);
  context.fillStyle = '#ffffff';
  context.fillText(box.name, x + 2 * STRIPE, y + LABEL_HEIGHT / 2 + 0.5);
}
