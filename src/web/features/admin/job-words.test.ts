import { describe, expect, it } from 'vitest';
import { operationLabel, shareOf, withParts } from './job-words.ts';

const job = (id: string, partOf: string | null = null) => ({ id, partOf });
const shown = (...jobs: ReturnType<typeof job>[]) => withParts(jobs).map(({ job: { id }, depth }) => `${depth}${id}`);

describe('withParts', () => {
  it('puts parts below their wholes, at any depth and in any order', () => {
    expect(shown(job('c', 'b'), job('x'), job('b', 'a'), job('a'))).toEqual(['0x', '0a', '1b', '2c']);
  });

  it('shows a part whose whole is not there by itself', () => {
    expect(shown(job('b', 'gone'), job('a'))).toEqual(['0b', '0a']);
  });
});

it('names operations, also one that nobody has named', () => {
  expect(operationLabel('make_proxy')).toBe('Rendition for browsers');
  expect(operationLabel('refresh_similarity')).toBe('Refresh similarity');
});

it('reads the share out of whatever a job has reported', () => {
  expect(shareOf({ progress: { share: 0.4 } })).toBe(0.4);
  expect(shareOf({ progress: { share: 7 } })).toBe(1);
  expect(shareOf({ progress: { share: 'x' } })).toBeNull();
  expect(shareOf({ progress: null })).toBeNull();
});
