/**
 * The units every stage speaks in. A brand costs nothing at run time and stops a frame index from being
 * used as seconds.
 */

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** 0-based position of a frame in decode (= presentation) order. Files write it 1-based, as MOT Challenge does. */
export type FrameIndex = Branded<number, 'FrameIndex'>;
/** Seconds since the first decoded frame: (pts − pts of frame 0) · time base. Never index ÷ fps. */
export type Seconds = Branded<number, 'Seconds'>;

export const frameIndex = (value: number): FrameIndex => value as FrameIndex;
export const seconds = (value: number): Seconds => value as Seconds;

/**
 * Axis-aligned box in display pixels: upright, square pixels, origin top left, x to the right, y down;
 * `left`/`top` may be negative and the box may leave the picture.
 */
export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A point in display pixels (see {@link PixelBox}). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Five facial points in display pixels, in ArcFace order; "left" is the left of the picture. */
export interface FivePoints {
  readonly leftEye: Point;
  readonly rightEye: Point;
  readonly nose: Point;
  readonly leftMouth: Point;
  readonly rightMouth: Point;
}

/** A face descriptor with Euclidean length 1 (D float32 values; D = 512 for the bundled embedder). */
export type Embedding = Branded<Float32Array, 'Embedding'>;
/** Takes a vector that the caller knows to have length 1. */
export const embedding = (unit: Float32Array): Embedding => unit as Embedding;

/** 8-bit RGB, interleaved, row after row without padding: `data.length === width · height · 3`. */
export interface RgbPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Dense float tensor in row-major order: `data.length` is the product of `dims`. */
export interface Tensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** Runs one network: named inputs to named outputs. What the pipeline knows of an inference session. */
export type RunModel = (inputs: Readonly<Record<string, Tensor>>) => Promise<Readonly<Record<string, Tensor>>>;
