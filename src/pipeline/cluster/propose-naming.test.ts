import { describe, expect, it } from 'vitest';
import { direction } from '../made-up-faces.test-support.ts';
import { comparePairs, compareWithPhotos, type KnownVector } from './compare-known.ts';
import { DEFAULT_NAMING } from './name-clusters.ts';
import { proposeNaming } from './propose-naming.ts';
import { type Score, tabulateScores } from './score-table.ts';

const known = (person: string, degrees: number, run: string | null = null): KnownVector => {
  const angle = (degrees * Math.PI) / 180;
  return { person, vector: direction(Math.cos(angle), Math.sin(angle)), run };
};

describe('comparisons of known faces', () => {
  it('are every pair once', () => {
    const scores = [...comparePairs([known('a', 0), known('a', 60), known('b', 90)])];
    expect(scores.map(({ a, b, likeness }) => [a, b, Number(likeness.toFixed(3))])).toEqual([
      ['a', 'a', 0.5],
      ['a', 'b', 0],
      ['a', 'b', 0.866],
    ]);
  });

  it('are made with photographs as naming makes them: the better half counts', () => {
    // To a: cosines 1 and ½, the better half is 1. To b: 0.
    const photos = [known('a', 0), known('a', 60), known('b', 90)];
    const scores = [...compareWithPhotos([known('a', 0, 'r1')], photos)];
    expect(scores.map(({ a, b }) => [a, b])).toEqual([
      ['a', 'a'],
      ['a', 'b'],
    ]);
    expect(scores[0]?.likeness).toBeCloseTo(1, 6);
    expect(scores[1]?.likeness).toBeCloseTo(0, 6);
  });

  it('leave out photographs that were taken from the run of the face', () => {
    const photos = [known('a', 0, 'r1'), known('a', 60), known('b', 0, 'r1')];
    const scores = [...compareWithPhotos([known('a', 0, 'r1')], photos)];
    expect(scores).toHaveLength(1);
    expect(scores[0]?.likeness).toBeCloseTo(0.5, 6);
    expect([...compareWithPhotos([known('a', 0, 'r2')], photos)]).toHaveLength(2);
  });
});

/** All of two people are alike up to this. */
function upTo(likeness: number, people = 12, perCouple = 100): Score[] {
  return Array.from({ length: people }, (_, a) =>
    Array.from({ length: people - a - 1 }, (__, offset) =>
      Array.from({ length: perCouple }, (___, each) => {
        return { a: `p${a}`, b: `p${a + 1 + offset}`, likeness: likeness * ((each + 0.5) / perCouple) };
      }),
    ).flat(),
  ).flat();
}
const propose = (photos: number, faces: number | null, naming: number | null) => {
  const tableOf = (likeness: number | null) => tabulateScores(likeness === null ? [] : upTo(likeness));
  return proposeNaming({ photos: tableOf(photos), faces: tableOf(faces), naming: tableOf(naming) });
};

describe('proposeNaming', () => {
  it('proposes nothing of too little', () => {
    const tables = { photos: tabulateScores(upTo(0.5, 4)), faces: tabulateScores([]), naming: tabulateScores([]) };
    expect(proposeNaming(tables)).toMatchObject({ lines: null, by: null });
  });

  it('takes the highest lines', () => {
    expect(propose(0.2, 0.5, 0.4)).toMatchObject({ by: 'faces', lines: { acceptLikeness: 0.5 } });
    expect(propose(0.2, 0.3, 0.36)).toMatchObject({ by: 'naming', lines: { acceptLikeness: 0.36 } });
  });

  it('does not go below the program’s own lines by few people', () => {
    const few = tabulateScores(upTo(0.3, 11));
    const none = tabulateScores([]);
    const { acceptLikeness, askLikeness } = DEFAULT_NAMING;
    expect(proposeNaming({ photos: none, faces: none, naming: few })).toMatchObject({
      by: null,
      lines: { acceptLikeness, askLikeness },
    });
    const alike = tabulateScores(upTo(0.6, 11));
    expect(proposeNaming({ photos: none, faces: none, naming: alike }).lines?.acceptLikeness).toBeCloseTo(0.6, 9);
  });

  it('goes below the program’s own lines only by comparisons like those of naming', () => {
    const { acceptLikeness, askLikeness } = DEFAULT_NAMING;
    expect(propose(0.2, 0.25, null)).toMatchObject({ by: null, lines: { acceptLikeness, askLikeness } });
    expect(propose(0.6, null, null)).toMatchObject({ by: 'photos', lines: { acceptLikeness: 0.6 } });
    expect(propose(0.2, 0.25, 0.22).lines?.acceptLikeness).toBeCloseTo(0.25, 9);
  });
});
