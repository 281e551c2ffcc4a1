import { describe, expect, it } from 'vitest';
import type { EditBodyShape } from '../../../../server/contract/review.ts';
import { previewAccepted } from './preview-accepted.ts';

const merge = (from: number): EditBodyShape => ({ kind: 'merge', into: 1, from: [from] });
const row = { person: null, identity: 1, name: null, secondsBefore: 1, secondsAfter: 2 };

/** Refuses merges of those numbers. */
const refusing = (...numbers: number[]) => {
  const asked: EditBodyShape[][] = [];
  const preview = (edits: EditBodyShape[]) => {
    asked.push(edits);
    const refused = edits.flatMap((edit, index) =>
      edit.kind === 'merge' && numbers.includes(edit.from[0]!)
        ? [{ index, outcome: 'locked' as const, overrules: [] }]
        : [],
    );
    return Promise.resolve({ effectSeconds: edits.length, rows: [row], refused });
  };
  return { asked, preview };
};

describe('a preview of many', () => {
  it('is of all where all fit', async () => {
    const { preview, asked } = refusing();
    expect(await previewAccepted([merge(2), merge(3)], preview)).toEqual({
      kept: [0, 1],
      rows: [row],
      effectSeconds: 2,
    });
    expect(asked).toHaveLength(1);
  });

  it('leaves out what would be refused, and is of the rest', async () => {
    const { preview, asked } = refusing(3);
    expect(await previewAccepted([merge(2), merge(3), merge(4)], preview)).toMatchObject({
      kept: [0, 2],
      effectSeconds: 2,
    });
    expect(asked[1]).toEqual([merge(2), merge(4)]);
  });

  it('is none where nothing fits', async () => {
    expect(await previewAccepted([merge(3)], refusing(3).preview)).toBeNull();
  });
});
