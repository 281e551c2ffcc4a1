import { describe, expect, it } from 'vitest';
import { direction } from '../made-up-faces.test-support.ts';
import type { Embedding } from '../units.ts';
import type { TrackCluster } from './cluster-tracks.ts';
import { type CastMember, castLikeness, type NamingOptions, nameClusters } from './name-clusters.ts';

const options: NamingOptions = { acceptLikeness: 0.5, askLikeness: 0.3, margin: 0.1 };
const towards = (degrees: number): Embedding =>
  direction(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180), 0, 0);
const person = (track: number, degrees: number): TrackCluster => ({
  tracks: [track],
  centroid: towards(degrees),
  cohesion: 1,
});
const member = (name: string, ...degrees: readonly number[]): CastMember => ({ name, photos: degrees.map(towards) });
const name = (
  clusters: readonly TrackCluster[],
  cast: readonly CastMember[],
  conflicts: (a: number, b: number) => boolean = () => false,
) =>
  nameClusters(clusters, cast, { options, conflicts }).map(({ cluster, verdict, name: given }) => [
    cluster,
    verdict,
    given,
  ]);

describe('castLikeness', () => {
  it('is the mean of the better half of the photographs', () => {
    // Cosines 1, ½, 0, −1: the better half is 1 and ½; of three, the better two.
    expect(castLikeness(towards(0), member('a', 90, 0, 180, 60))).toBeCloseTo(0.75, 6);
    expect(castLikeness(towards(0), member('a', 180, 60, 0))).toBeCloseTo(0.75, 6);
    expect(castLikeness(towards(0), member('a', 60))).toBeCloseTo(0.5, 6);
    expect(castLikeness(towards(0), member('a'))).toBe(0);
  });
});

describe('nameClusters', () => {
  it('accepts, asks and rejects by likeness', () => {
    // Cosines to the photograph: cos 50° = .64, cos 65° = .42, cos 80° = .17.
    const clusters = [person(1, 50), person(2, 65), person(3, 80)];
    expect(name(clusters, [member('Anna', 0)])).toEqual([
      [0, 'accept', 'Anna'],
      [1, 'ask', 'Anna'],
      [2, 'reject', 'Anna'],
    ]);
  });

  it('asks when the second of the cast is hardly less alike', () => {
    // To Anna cos 20° = .94, to Berta cos 25° = .91.
    expect(name([person(1, 20)], [member('Anna', 0), member('Berta', 45)])).toEqual([[0, 'ask', 'Anna']]);
    expect(name([person(1, 5)], [member('Anna', 0), member('Berta', 60)])).toEqual([[0, 'accept', 'Anna']]);
  });

  it('reports likeness and margin', () => {
    const [verdict] = nameClusters([person(1, 0)], [member('Anna', 0), member('Berta', 60)], {
      options,
      conflicts: () => false,
    });
    expect(verdict?.likeness).toBeCloseTo(1, 6);
    expect(verdict?.margin).toBeCloseTo(0.5, 6);
  });

  it('gives one name to several clusters unless they are seen together: then the most alike has it', () => {
    const clusters = [person(1, 30), person(2, 10), person(3, 40)];
    const cast = [member('Anna', 0)];
    expect(name(clusters, cast).map(([, verdict]) => verdict)).toEqual(['accept', 'accept', 'accept']);
    const together = (a: number, b: number) => a + b === 1;
    expect(name(clusters, cast, together).map(([, verdict]) => verdict)).toEqual(['ask', 'accept', 'accept']);
  });

  it('knows nobody without a cast or without photographs', () => {
    for (const cast of [[], [member('Anna')]]) {
      expect(name([person(1, 0)], cast)).toEqual([[0, 'reject', null]]);
    }
  });

  it('does not depend on the order of the cast', () => {
    const cast = [member('Berta', 0), member('Anna', 0), member('Carla', 90)];
    expect(name([person(1, 10)], cast)).toEqual(name([person(1, 10)], [...cast].reverse()));
  });
});
