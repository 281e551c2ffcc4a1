import sharp from 'sharp';
import type { PixelBox, RgbPicture } from '../../../pipeline/units.ts';

/** What is shown around the face on every side, as a share of its longer side. */
const MARGIN = 0.35;
/** Longest side of a crop in pixels; smaller ones are not enlarged. */
const LARGEST = 256;
const JPEG = { quality: 85, chromaSubsampling: '4:2:0', mozjpeg: false } as const;

/**
 * A square around the face as JPEG, cut off where the picture ends. The same picture gives the same bytes.
 *
 * @param largest longest side in pixels.
 */
export function cutCrop(picture: RgbPicture, face: PixelBox, largest = LARGEST): Promise<Uint8Array> {
  const side = Math.max(face.width, face.height) * (1 + 2 * MARGIN);
  const left = clamp(Math.round(face.left + face.width / 2 - side / 2), 0, picture.width - 1);
  const top = clamp(Math.round(face.top + face.height / 2 - side / 2), 0, picture.height - 1);
  const right = clamp(Math.round(face.left + face.width / 2 + side / 2), left + 1, picture.width);
  const bottom = clamp(Math.round(face.top + face.height / 2 + side / 2), top + 1, picture.height);
  return sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 3 } })
    .extract({ left, top, width: right - left, height: bottom - top })
    .resize(largest, largest, { fit: 'inside', withoutEnlargement: true })
    .jpeg(JPEG)
    .toBuffer();
}

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
