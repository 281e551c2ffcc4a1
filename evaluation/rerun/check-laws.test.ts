import { describe, expect, it } from 'vitest';
import type { Laws } from '../../src/pipeline/cluster/laws.ts';
import type { MatchableResult } from '../../src/pipeline/match/matchable-result.ts';
import { checkLaws } from './check-laws.ts';
import type { FoundIdentity, RerunResult } from './read-matchable.ts';

/** Three faces side by side, ten seconds long. */
const THREE: MatchableResult = {
  tracks: [1, 2, 3].map((track) => {
    const box = { left: 0.3 * track - 0.2, top: 0.2, width: 0.2, height: 0.3 };
    const boxes = [0, 5, 9.9].map((seconds) => ({ seconds, ...box }));
    return { track, firstSeconds: 0, lastSeconds: 9.9, boxes, template: null, model: null };
  }),
  faces: [],
  cuts: [0],
  duration: 10,
};
const NOTHING: Laws = { of: THREE, must: [], cannot: [], people: [], never: [], notFaces: [] };
const TRUTH = {
  old: { personOf: new Map([[1, 7]]), notFaces: [] },
  now: { personOf: new Map([[1, 7]]), notFaces: [] },
};

function check(said: Partial<Laws>, identities: readonly FoundIdentity[], of = THREE) {
  const result = { matchable: of, identities, sightings: new Map() } as unknown as RerunResult;
  return checkLaws({ ...NOTHING, ...said }, result, TRUTH);
}
const person = (name: string | null, ...tracks: readonly number[]): FoundIdentity => ({ name, tracks });

describe('checkLaws', () => {
  const said: Partial<Laws> = {
    must: [[1, 2]],
    cannot: [[1, 3]],
    people: [{ track: 1, person: 'Anna' }],
    never: [{ track: 3, person: 'Anna' }],
  };

  it('finds nothing to blame where all is obeyed', () => {
    expect(check(said, [person('Anna', 1, 2), person(null, 3)])).toMatchObject({
      facts: 4,
      cutOff: 0,
      attached: 4,
      violations: [],
      strangers: [],
    });
  });

  it('blames each thing that is not', () => {
    expect(check(said, [person('Anna', 1, 3), person(null, 2)]).violations).toEqual([
      '1 and 2 are one',
      '1 and 3 are two',
      '3 is not Anna',
    ]);
    expect(check(said, [person('Berta', 1, 2)]).violations).toEqual(['1 is Anna']);
    expect(check({ notFaces: [3] }, [person(null, 3)]).violations).toEqual(['3 is no face']);
  });

  it('lists what was not found, and who was found in somebody else', () => {
    const two = { ...THREE, tracks: THREE.tracks.slice(0, 2) };
    expect(check(said, [person('Anna', 1, 2)], two)).toMatchObject({
      attached: 2,
      violations: [],
      unattached: [
        { fact: '1 and 3 are two', track: 3, reason: 'no-face-there' },
        { fact: '3 is not Anna', track: 3, reason: 'no-face-there' },
      ],
    });
    const result = { matchable: THREE, identities: [], sightings: new Map() } as unknown as RerunResult;
    const swapped = { ...TRUTH, now: { personOf: new Map([[1, 8]]), notFaces: [] } };
    expect(checkLaws(NOTHING, result, swapped).strangers).toEqual(['1 → 1']);
  });
});
