/** Arithmetic on embeddings. */
import { type Embedding, embedding } from '../units.ts';

/** Cosine of the angle between two embeddings, −1 to 1. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** The vector scaled to length 1; null for a zero vector or one with a value that is not finite. */
export function normalised(vector: Float32Array): Embedding | null {
  let square = 0;
  for (const value of vector) square += value * value;
  const length = Math.sqrt(square);
  if (!(length > 1e-9) || !Number.isFinite(length)) return null;
  return embedding(vector.map((value) => value / length));
}

export interface WeightedVector {
  readonly vector: Embedding;
  readonly weight: number;
}

/** Weighted mean direction, length 1; null when the vectors cancel out or there are none. */
export function meanDirection(vectors: readonly WeightedVector[]): Embedding | null {
  const first = vectors[0];
  if (!first) return null;
  const sum = new Float32Array(first.vector.length);
  for (const { vector, weight } of vectors) {
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + weight * (vector[i] ?? 0);
  }
  return normalised(sum);
}
