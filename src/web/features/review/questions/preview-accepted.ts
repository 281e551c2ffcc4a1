/** What edits would change, without those that would be refused: an append takes all or none. */
import type { EditBodyShape, EditsPreviewShape } from '../../../../server/contract/review.ts';

export interface AcceptedPreview {
  /** Places of the edits that are left. */
  readonly kept: readonly number[];
  readonly rows: EditsPreviewShape['rows'];
  readonly effectSeconds: number;
}

/** Without one edit another may no longer fit: it is looked at again, so often. */
const MOST_ROUNDS = 4;

/** Null: none of them fits, or too few of them stay. */
export async function previewAccepted(
  edits: readonly EditBodyShape[],
  preview: (edits: EditBodyShape[]) => Promise<EditsPreviewShape>,
): Promise<AcceptedPreview | null> {
  let kept = edits.map((_, index) => index);
  for (let round = 0; round < MOST_ROUNDS && kept.length > 0; round += 1) {
    const { refused, rows, effectSeconds } = await preview(kept.map((index) => edits[index]!));
    if (refused.length === 0) return { kept, rows, effectSeconds };
    const unfit = new Set(refused.map(({ index }) => index));
    kept = kept.filter((_, place) => !unfit.has(place));
  }
  return null;
}
