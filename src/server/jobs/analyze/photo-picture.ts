/** Pictures that somebody gives, rather than frames of a video, and the faces in them. */
import sharp from 'sharp';
import { createFaceFinder, type FaceFinderModels } from '../../../pipeline/detect/detect-faces.ts';
import { type Embedder, embedFace } from '../../../pipeline/embed/embed-face.ts';
import { frameIndex, type PixelBox, type RgbPicture } from '../../../pipeline/units.ts';
import type { PhotoFace } from './choose-face.ts';

/** Photographs are brought down to this many pixels a side: more shows no more of a face. */
const LARGEST_SIDE = 1600;
/** Longer side of the smallest face wanted, as a share of the shorter side of the photograph. */
const WANTED_FACE_SHARE = 0.06;
const LEAST_SCORE = 0.5;
/**
 * Grey margins to look with, as shares of the longer side, until a clear face is found: the detector overlooks faces that
 * fill its picture. Of 44 portraits cut closely it found 23 without a margin, 35 with the first one and 40 with one of them.
 */
export const MARGINS = [0.5, 0.25, 0];

export interface PhotoModels {
  readonly finder: FaceFinderModels;
  readonly embedder: Embedder;
}

/** The largest faces, at most so many, looked for with a margin around the picture; boxes are in the picture's own pixels. */
export async function facesIn(
  picture: RgbPicture,
  { margin, most }: { readonly margin: number; readonly most: number },
  { finder: models, embedder }: PhotoModels,
): Promise<PhotoFace[]> {
  const finder = createFaceFinder(models, WANTED_FACE_SHARE * Math.min(picture.width, picture.height));
  const side = Math.round(margin * Math.max(picture.width, picture.height));
  const framed = await withMargin(picture, side);
  const found = (await finder.find(framed, { sweep: true })).filter(({ score }) => score >= LEAST_SCORE);
  found.sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
  const faces: PhotoFace[] = [];
  for (const face of found.slice(0, most)) {
    const embedded = await embedFace(framed, { frame: frameIndex(0), ...face }, { embedder, zoom: 1 });
    faces.push({ box: moved(face.box, -side), embedded });
  }
  return faces;
}

const moved = ({ left, top, width, height }: PixelBox, by: number): PixelBox => ({
  left: left + by,
  top: top + by,
  width,
  height,
});

/** Upright by its EXIF tag, sRGB, without transparency. @param photo a file's name, or its content. */
export async function readPhoto(photo: string | Uint8Array): Promise<RgbPicture> {
  const { data, info } = await sharp(photo)
    .rotate()
    .resize(LARGEST_SIDE, LARGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#808080' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

async function withMargin(picture: RgbPicture, side: number): Promise<RgbPicture> {
  if (side === 0) return picture;
  const { width, height } = picture;
  const { data, info } = await sharp(picture.data, { raw: { width, height, channels: 3 } })
    .extend({ top: side, bottom: side, left: side, right: side, background: '#808080' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}
