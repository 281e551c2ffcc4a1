import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_PARTS, MIN_PART_BYTES } from '../../../adapters/blobs/port.ts';
import { lengthOfPart, partBytesFor, partCount } from './part-sizes.ts';

it('the parts of a file are as many as the storage takes, and together the file', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5e12 }), (bytes) => {
      const file = { bytes, part_bytes: partBytesFor(bytes) };
      const count = partCount(file);
      expect(file.part_bytes).toBeGreaterThan(MIN_PART_BYTES);
      expect(count).toBeLessThanOrEqual(MAX_PARTS);
      expect(lengthOfPart(file, count)).toBeGreaterThan(0);
      expect((count - 1) * file.part_bytes + lengthOfPart(file, count)).toBe(bytes);
    }),
  );
});
