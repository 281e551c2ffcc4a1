import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isAfter, parseEventId } from './event-id.ts';

const part = fc.integer({ min: 0, max: 9_999 });

it('orders ids by milliseconds, then by sequence', () => {
  fc.assert(
    fc.property(part, part, part, part, (ms, seq, otherMs, otherSeq) => {
      const later = ms > otherMs || (ms === otherMs && seq > otherSeq);
      expect(isAfter(`${ms}-${seq}`, `${otherMs}-${otherSeq}`)).toBe(later);
    }),
  );
});

it('takes nothing else for an id', () => {
  for (const text of ['', '5', '5-', '-1', '5-1-1', ' 5-1', '5-1\n', '$', '+', '9999999999999999-0']) {
    expect(parseEventId(text)).toBeNull();
  }
  expect(isAfter('junk', '0-0')).toBe(false);
  expect(isAfter('0-1', 'junk')).toBe(true);
});
