/** Shows who watches now and then what is being looked at. It waits for nothing, and no failure of it is one of the analysis. */
import sharp from 'sharp';
import type { VideoProbe } from '../../../adapters/frames/port.ts';
import type { PixelBox, RgbPicture } from '../../../pipeline/units.ts';
import { cutCrop } from './cut-crop.ts';
import type { Glimpse } from './glimpse.ts';

/** Milliseconds from one glimpse to the next. */
const EVERY_MS = 2_000;
/** The largest faces of a frame are shown one by one, in at most so many pixels. */
const MOST_FACES = 4;
const FACE_SIDE = 96;
/** Tried in turn until the picture is small enough to travel inside of a message. */
const WAYS = [
  { side: 640, quality: 60 },
  { side: 400, quality: 40 },
];
const MOST_BYTES = 60_000;

export interface GlimpsedFrame {
  readonly pts: number;
  readonly picture: RgbPicture;
  /** In pixels of the picture. */
  readonly boxes: readonly PixelBox[];
}

export interface Glimpses {
  /** Costs a copy of the picture every two seconds. @param found how many of the faces are new. */
  note(frame: GlimpsedFrame, found: number): void;
  /** Tells what has been counted and not told. */
  end(): void;
}

const NOBODY_WATCHES: Glimpses = { note: () => {}, end: () => {} };

/** @param show undefined: nobody watches. */
export function takeGlimpses(
  show: ((glimpse: Glimpse) => void) | undefined,
  { timeBase, startPts }: Pick<VideoProbe, 'timeBase' | 'startPts'>,
  now: () => number = () => performance.now(),
): Glimpses {
  if (show === undefined) return NOBODY_WATCHES;
  let untold = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  let isBusy = false;
  const tell = (picture: Glimpse['picture']): void => {
    const found = untold;
    untold = 0;
    show({ picture, found });
  };
  const take = async ({ pts, picture: shared, boxes }: GlimpsedFrame): Promise<void> => {
    // The next frame comes into the same memory.
    const picture = { ...shared, data: Uint8Array.from(shared.data) };
    const seconds = Math.max(0, ((pts - (startPts ?? 0)) * timeBase.numerator) / timeBase.denominator);
    tell({
      seconds,
      ...(await encode(picture)),
      boxes: toShares(boxes, picture),
      faces: await cutFaces(picture, boxes),
    });
  };
  return {
    note(frame, found) {
      untold += found;
      if (isBusy || now() - lastAt < EVERY_MS) return;
      lastAt = now();
      isBusy = true;
      // A glimpse that fails is not seen; the faces that were counted are told with the next.
      take(frame)
        .catch(() => {})
        .finally(() => {
          isBusy = false;
        });
    },
    end() {
      if (untold > 0) tell(null);
    },
  };
}

async function encode({ width, height, data }: RgbPicture): Promise<{ image: string; width: number; height: number }> {
  let smallest: Buffer | null = null;
  for (const { side, quality } of WAYS) {
    smallest = await sharp(data, { raw: { width, height, channels: 3 } })
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality })
      .toBuffer();
    if (smallest.length <= MOST_BYTES) return { image: smallest.toString('base64'), width, height };
  }
  throw new Error('No way gives a picture that is small enough.');
}

async function cutFaces(picture: RgbPicture, boxes: readonly PixelBox[]): Promise<string[]> {
  const largest = [...boxes].sort((a, b) => b.width * b.height - a.width * a.height).slice(0, MOST_FACES);
  const crops = await Promise.all(largest.map((box) => cutCrop(picture, box, FACE_SIDE)));
  return crops.map((crop) => Buffer.from(crop).toString('base64'));
}

const toShares = (boxes: readonly PixelBox[], { width, height }: RgbPicture) =>
  boxes.map((box) => ({
    left: box.left / width,
    top: box.top / height,
    width: box.width / width,
    height: box.height / height,
  }));
