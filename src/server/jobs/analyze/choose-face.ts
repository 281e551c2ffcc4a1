/** Which face of a photograph shows the person, and whether it does so well enough to recognise them by. */
import type { EmbeddedFace } from '../../../pipeline/embed/embed-face.ts';
import type { PixelBox } from '../../../pipeline/units.ts';

export interface PhotoFace {
  /** In pixels of the photograph as it was looked at. */
  readonly box: PixelBox;
  /** Null: it could not be aligned. */
  readonly embedded: EmbeddedFace | null;
}

/** Why a photograph cannot be used. */
export type PhotoFault = 'unreadable' | 'no-face' | 'several-faces' | 'face-too-small' | 'face-unclear';
export interface Refusal {
  readonly fault: PhotoFault;
  /** Goes on after "was not used: ". */
  readonly reason: string;
}

/**
 * Quality (see sampleQuality) from which a face is one to recognise somebody by. Hair and hands that the detector takes for
 * faces stay below 0.09, faces blurred beyond recognition likewise; photographs of 300 pixels and more have 0.3 to 0.9.
 */
const LEAST_QUALITY = 0.1;
/** Longer side, in pixels: below, that is the reason for a poor quality. */
const SMALL_SIDE = 40;
/** A second face with this share of the first one's side could be meant as well. */
const RIVAL_SHARE = 0.6;
/** Two boxes of which one lies within the other by so much of its area are two readings of one face. */
const SAME_PLACE_SHARE = 0.3;

/** The largest clear face, if no other one could be meant. Of two readings of one face the clearer one counts. */
export function chooseFace(faces: readonly PhotoFace[]): EmbeddedFace | Refusal {
  const bySize = [...faces].sort((a, b) => sideOf(b) - sideOf(a));
  const clear = bySize.filter(({ embedded }) => embedded && embedded.sample.quality >= LEAST_QUALITY);
  const [main, rival] = withoutSecondReadings(clear);
  if (main) {
    if (!rival || sideOf(rival) < RIVAL_SHARE * sideOf(main)) return main.embedded;
    return {
      fault: 'several-faces',
      reason: 'it shows several faces of about one size: cut out the one that is meant',
    };
  }
  const [largest] = bySize;
  if (!largest) return { fault: 'no-face', reason: 'no face was found in it' };
  if (sideOf(largest) < SMALL_SIDE) {
    const side = Math.round(sideOf(largest));
    return { fault: 'face-too-small', reason: `its face is ${side} pixels large, ${SMALL_SIDE} are needed` };
  }
  return { fault: 'face-unclear', reason: 'its face is too blurred, too dark or turned away too far' };
}

/** Faces that could be aligned, in the order given. Of two readings of one face the clearer one stays. */
export function withoutSecondReadings(faces: readonly PhotoFace[]): AlignedFace[] {
  const aligned = faces.flatMap(({ box, embedded }) => (embedded ? [{ box, embedded }] : []));
  return aligned.filter((face) =>
    aligned.every((other) => other === face || !isSamePlace(face.box, other.box) || isClearer(face, other)),
  );
}

type AlignedFace = { readonly box: PixelBox; readonly embedded: EmbeddedFace };

const isClearer = (a: AlignedFace, b: AlignedFace): boolean => a.embedded.sample.quality > b.embedded.sample.quality;

function isSamePlace(a: PixelBox, b: PixelBox): boolean {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared >= SAME_PLACE_SHARE * Math.min(a.width * a.height, b.width * b.height);
}

const sideOf = ({ box }: Pick<PhotoFace, 'box'>): number => Math.max(box.width, box.height);
