/** The truth that a search is measured against: every face compared with every question, in numbers of full width. */
import type { QuestionKind } from './made-up-faces.ts';

export interface Question {
  readonly kind: QuestionKind;
  readonly embedding: Float32Array;
}

export interface ExactAnswer {
  /** The most alike first: run and number of the face. */
  readonly nearest: { readonly run: number; readonly face: number; readonly likeness: number }[];
  /** Tracks with a face of at least the likeness that was asked for. */
  moments: number;
}

export interface ExactSearch {
  /** Looks at all faces of a run. */
  add(run: number, faces: { readonly embeddings: Float32Array; readonly tracks: Int32Array }): void;
  readonly answers: readonly ExactAnswer[];
}

export function createExactSearch(
  questions: readonly Question[],
  { wanted, leastLikeness }: { readonly wanted: number; readonly leastLikeness: number },
): ExactSearch {
  const answers = questions.map((): ExactAnswer => ({ nearest: [], moments: 0 }));
  return {
    answers,
    add(run, { embeddings, tracks }) {
      for (const [index, { embedding }] of questions.entries()) {
        const answer = answers[index]!;
        let counted = 0;
        for (let n = 0; n < tracks.length; n++) {
          const likeness = productAt(embeddings, n * embedding.length, embedding);
          const track = tracks[n] ?? 0;
          if (likeness >= leastLikeness && track !== counted) {
            counted = track;
            answer.moments++;
          }
          keep(answer.nearest, { run, face: n + 1, likeness }, wanted);
        }
      }
    },
  };
}

function keep(nearest: ExactAnswer['nearest'], face: ExactAnswer['nearest'][number], wanted: number): void {
  if (nearest.length === wanted && face.likeness <= (nearest.at(-1)?.likeness ?? 0)) return;
  const place = nearest.findIndex(({ likeness }) => likeness < face.likeness);
  nearest.splice(place < 0 ? nearest.length : place, 0, face);
  nearest.length = Math.min(nearest.length, wanted);
}

/** Four sums at a time: one would wait for itself. */
function productAt(all: Float32Array, start: number, one: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let n = 0; n < one.length; n += 4) {
    a += (all[start + n] ?? 0) * (one[n] ?? 0);
    b += (all[start + n + 1] ?? 0) * (one[n + 1] ?? 0);
    c += (all[start + n + 2] ?? 0) * (one[n + 2] ?? 0);
    d += (all[start + n + 3] ?? 0) * (one[n + 3] ?? 0);
  }
  return a + b + c + d;
}
