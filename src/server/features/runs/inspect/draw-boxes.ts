import sharp from 'sharp';
import type { PixelBox, RgbPicture } from '../../../../pipeline/units.ts';
import { dotsWide, inkedDots, LETTER_ROWS } from './dot-letters.ts';

/** A box with what is written above it. */
export interface LabelledBox {
  /** In pixels of the picture. */
  readonly box: PixelBox;
  /** Drawable text, see `drawableText`. */
  readonly label: string;
  /** CSS colour. */
  readonly colour: string;
  /** The box lies between sightings: it is drawn dashed. */
  readonly dashed: boolean;
}

/** The picture with the boxes as PNG. */
export function drawBoxes(picture: RgbPicture, boxes: readonly LabelledBox[]): Promise<Uint8Array> {
  const { width, height, data } = picture;
  const unit = Math.max(1, Math.round(Math.min(width, height) / 360));
  const shapes = boxes.map((each) => frameShape(each, unit) + labelShape(each, { unit, width }));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes.join('')}</svg>`;
  return sharp(data, { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(svg) }])
    .png()
    .toBuffer();
}

function frameShape({ box, colour, dashed }: LabelledBox, unit: number): string {
  const { left, top, width, height } = box;
  const dashes = dashed ? ` stroke-dasharray="${6 * unit} ${4 * unit}"` : '';
  return `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="none" stroke="${colour}" stroke-width="${2 * unit}"${dashes}/>`;
}

/** Dark letters on a band of the box's colour, above the box or, where there is no room, inside. */
function labelShape({ box, label, colour }: LabelledBox, picture: { unit: number; width: number }): string {
  const { unit } = picture;
  const dot = Math.max(1, Math.round(1.3 * unit));
  const wide = (dotsWide(label) + 4) * dot;
  const high = (LETTER_ROWS + 3) * dot;
  const left = Math.round(Math.max(0, Math.min(box.left - unit, picture.width - wide)));
  const top = Math.round(box.top - high - unit >= 0 ? box.top - high - unit : Math.max(0, box.top));
  const letters = inkedDots(label).map(
    ({ x, y }) => `M${left + (x + 2) * dot} ${top + (y + 2) * dot}h${dot}v${dot}h-${dot}z`,
  );
  const band = `<rect x="${left}" y="${top}" width="${wide}" height="${high}" fill="${colour}"/>`;
  return `${band}<path d="${letters.join('')}" fill="#111" shape-rendering="crispEdges"/>`;
}
