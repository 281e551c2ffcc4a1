import { expect, it } from 'vitest';
import { photoState } from './photo-state.ts';

const ready = (quality: number | null, duplicateOf = false) =>
  photoState({
    state: 'ready',
    quality,
    duplicateOf: duplicateOf ? { photoId: 'p', personId: 'k', name: 'Kyle' } : null,
  });

it('tells good photographs from poor ones', () => {
  expect(ready(0.4)).toEqual({ label: 'Good', color: 'teal', explanation: 'Quality 40 %.' });
  expect(ready(0.39).label).toBe('Usable');
  expect(ready(0.14)).toMatchObject({ label: 'Poor', explanation: expect.stringContaining('sharper') });
  expect(ready(null).label).toBe('Poor');
});

it('warns of a duplicate, however good it is', () => {
  expect(ready(0.9, true)).toMatchObject({ label: 'Duplicate', color: 'orange' });
});

it('says that a photograph still waits, or cannot be used', () => {
  expect(photoState({ state: 'waiting', quality: null, duplicateOf: null }).label).toBe('Being read');
  expect(photoState({ state: 'rejected', quality: null, duplicateOf: null }).label).toBe('Not usable');
});
