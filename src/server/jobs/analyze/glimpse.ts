/** What an analysis has just seen, on its way to who watches. Nothing is measured from it, and it may be lost. */
import { z } from 'zod';

const share = z.number();
/** JPEG as base64. */
const image = z.string();

/** One look at a frame, from the process that searches it. */
export const glimpseShape = z.object({
  picture: z
    .object({
      /** Since the first frame, by the container's word. */
      seconds: z.number(),
      image,
      width: z.int(),
      height: z.int(),
      /** Shares of the picture's width and height, 0 to 1. */
      boxes: z.array(z.object({ left: share, top: share, width: share, height: share })),
      faces: z.array(image),
    })
    .nullable(),
  /** Faces found since the glimpse before. */
  found: z.int(),
});
export type Glimpse = z.infer<typeof glimpseShape>;

/** The glimpses of one part of an analysis put together. */
export const previewShape = z.object({
  picture: glimpseShape.shape.picture.unwrap().omit({ faces: true }).nullable(),
  /** Newest first. `at`: milliseconds since 1970 at which it was seen. */
  faces: z.array(z.object({ image, seconds: z.number(), at: z.number() })),
  found: z.int(),
  /** Of the picture, in milliseconds since 1970. */
  at: z.number(),
});
export type Preview = z.infer<typeof previewShape>;

/** As many as a page shows. */
export const MOST_PREVIEW_FACES = 24;

export const EMPTY_PREVIEW: Preview = { picture: null, faces: [], found: 0, at: 0 };

/** The preview with one more glimpse. @param at milliseconds since 1970. */
export function addGlimpse(preview: Preview, { picture, found }: Glimpse, at: number): Preview {
  const total = preview.found + found;
  if (picture === null) return { ...preview, found: total };
  const { faces, ...shown } = picture;
  const fresh = faces.map((each) => ({ image: each, seconds: picture.seconds, at }));
  return { picture: shown, faces: [...fresh, ...preview.faces].slice(0, MOST_PREVIEW_FACES), found: total, at };
}
