import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { direction } from '../made-up-faces.test-support.ts';
import type { Embedding } from '../units.ts';
import { type ClusterOptions, type ClusterTrack, clusterTracks, joinClusters } from './cluster-tracks.ts';
import type { TrackLinks } from './links.ts';

const options: ClusterOptions = {
  mergeLikeness: 0.4,
  joinLikeness: 0.3,
  joinMargin: 0.1,
  trustedEvidence: 0.5,
  foundingEvidence: 0.2,
  foundingSeconds: 1,
  openFaceView: 0.5,
  openFaceSeconds: 2,
};
const FREE: TrackLinks = { must: [], cannot: [] };
/** A direction in the plane, so that likeness is the cosine of the angle between. */
const towards = (degrees: number): Embedding =>
  direction(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180), 0, 0);
/** `evidence` 1: seen well; 0.3: doubtful; 0.1: too poor to stand for a person. */
const trackOf = (track: number, vector: Embedding, evidence = 1, seconds = 5): ClusterTrack => ({
  track,
  template: { vector, weight: 3 * evidence, evidence, view: 0, cohesion: 1, outliers: [] },
  seconds,
  samples: 5,
});
const faceless = (track: number): ClusterTrack => ({ track, template: null, seconds: 5, samples: 0 });
const cluster = (
  tracks: readonly ClusterTrack[],
  links: Partial<TrackLinks> = {},
  with_: Partial<ClusterOptions> = {},
) => {
  const { clusters, unassigned } = clusterTracks(tracks, { ...FREE, ...links }, { ...options, ...with_ });
  return { people: clusters.map((each) => each.tracks), unassigned };
};

describe('clusterTracks', () => {
  it('finds two people', () => {
    const tracks = [0, 90, 10, 100, 20, 80].map((degrees, i) => trackOf(i + 1, towards(degrees)));
    expect(cluster(tracks)).toEqual({
      people: [
        [1, 3, 5],
        [2, 4, 6],
      ],
      unassigned: [],
    });
  });

  it('finds the same people however tracks are numbered', () => {
    // The last two are the most alike and merge first; the first belongs to them.
    const people = [0, 40, 45, 130].map((degrees, i) => trackOf(i + 1, towards(degrees)));
    expect(cluster(people).people).toEqual([[1, 2, 3], [4]]);
    const renumbered = [130, 45, 40, 0].map((degrees, i) => trackOf(i + 1, towards(degrees)));
    expect(cluster(renumbered).people).toEqual([[1], [2, 3, 4]]);
  });

  it('takes who looks into the camera for long for a person, however blurred; turned away or for a moment is nobody', () => {
    const looking = (track: number, view: number, seconds: number): ClusterTrack => {
      const blurred = trackOf(track, towards(90 * track), 0.1, seconds);
      return { ...blurred, template: blurred.template && { ...blurred.template, view } };
    };
    expect(cluster([looking(1, 0.6, 2), looking(2, 0.4, 9), looking(3, 0.9, 1.9)])).toEqual({
      people: [[1]],
      unassigned: [2, 3],
    });
  });

  it('describes a person by the weighted mean of their tracks', () => {
    const { clusters } = clusterTracks([trackOf(1, towards(0)), trackOf(2, towards(60))], FREE, options);
    expect([...(clusters[0]?.centroid ?? [])].map((value) => value.toFixed(4))).toEqual([
      '0.8660',
      '0.5000',
      '0.0000',
      '0.0000',
    ]);
    expect(clusters[0]?.cohesion).toBeCloseTo(Math.cos(Math.PI / 6), 5);
  });

  it('judges by the mean of all faces, not by the nearest: a chain does not grow through strangers', () => {
    // Each neighbour alike (cos 50° = .64), the ends opposite.
    const chain = [0, 50, 100, 150].map((degrees, i) => trackOf(i + 1, towards(degrees)));
    for (const people of cluster(chain).people) expect(people.length).toBeLessThan(4);
  });

  it('keeps two people apart who are seen together, however alike', () => {
    const twins = [trackOf(1, towards(0)), trackOf(2, towards(1)), trackOf(3, towards(2))];
    expect(cluster(twins, { cannot: [[1, 2]] }).people).toEqual([[1], [2, 3]]);
  });

  it('joins what people said is one, however unlike', () => {
    const tracks = [trackOf(1, towards(0)), trackOf(2, towards(170))];
    expect(cluster(tracks).people).toEqual([[1], [2]]);
    expect(cluster(tracks, { must: [[1, 2]] }).people).toEqual([[1, 2]]);
    expect(cluster(tracks, { must: [[1, 2]], cannot: [[1, 2]] }).people).toEqual([[1, 2]]);
  });

  it('gives a doubtful track to the one it resembles, only when the next is clearly behind', () => {
    const people = [trackOf(1, towards(0)), trackOf(2, towards(100))];
    // cos 68° = .37 to the first, cos 32° = .85 to the second.
    expect(cluster([...people, trackOf(3, towards(68), 0.3)]).people).toEqual([[1], [2, 3]]);
    // cos 49° = .66 and cos 51° = .63: who knows?
    expect(cluster([...people, trackOf(3, towards(49), 0.1)])).toEqual({ people: [[1], [2]], unassigned: [3] });
  });

  it('leaves a doubtful track that resembles nobody to nobody', () => {
    const tracks = [trackOf(1, towards(0)), trackOf(2, towards(90), 0.1)];
    expect(cluster(tracks)).toEqual({ people: [[1]], unassigned: [2] });
  });

  it('lets an unmatched track stand for a person of its own if it is seen well and long enough', () => {
    const alone = (evidence: number, seconds: number) =>
      cluster([trackOf(1, towards(0)), trackOf(2, towards(90), evidence, seconds)]).people.length;
    expect(alone(0.3, 5)).toBe(2);
    expect(alone(0.1, 5)).toBe(1);
    expect(alone(1, 0.5)).toBe(1);
  });

  it('leaves tracks without a face to nobody, unless people said whose they are', () => {
    const tracks = [trackOf(1, towards(0)), faceless(2), faceless(3)];
    expect(cluster(tracks)).toEqual({ people: [[1]], unassigned: [2, 3] });
    expect(cluster(tracks, { must: [[3, 1]] })).toEqual({ people: [[1, 3]], unassigned: [2] });
  });

  it('does not lower the bar for well-seen people because one of them has a doubtful track', () => {
    // cos 70° = .34: enough for a doubtful track, not for two people.
    const tracks = [trackOf(1, towards(0)), trackOf(2, towards(70)), trackOf(3, towards(-5), 0.3)];
    expect(cluster(tracks).people).toEqual([[1, 3], [2]]);
    expect(cluster(tracks, { must: [[1, 3]] }).people).toEqual([[1, 3], [2]]);
  });

  it('lifts two faces that share a setting, if they are at least faintly alike', () => {
    // cos 73° = .29 is not enough alone; cos 88° = .03 stays a stranger in the same chair.
    const faintly = [trackOf(1, towards(0)), trackOf(2, towards(73))];
    expect(cluster(faintly).people).toEqual([[1], [2]]);
    expect(cluster(faintly, { likely: [[1, 2]] }).people).toEqual([[1, 2]]);
    expect(cluster(faintly, { likely: [[1, 2]], cannot: [[1, 2]] }).people).toEqual([[1], [2]]);
    const strangers = [trackOf(1, towards(0)), trackOf(2, towards(88))];
    expect(cluster(strangers, { likely: [[1, 2]] }, { mergeLikeness: 0.2 }).people).toEqual([[1], [2]]);
  });

  it('takes nothing, and links to tracks it was not given', () => {
    expect(cluster([], { must: [[1, 2]], cannot: [[3, 4]] })).toEqual({ people: [], unassigned: [] });
    expect(cluster([trackOf(1, towards(0))], { must: [[1, 9]], cannot: [[1, 8]] }).people).toEqual([[1]]);
  });
});

const number = fc.integer({ min: -9, max: 9 });
const vector = fc
  .array(number, { minLength: 4, maxLength: 4 })
  .filter((values) => values.some((value) => value !== 0))
  .map((values) => direction(...values));
const pair = fc.tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 })).filter(([a, b]) => a !== b);
const problem = fc.record({
  tracks: fc
    .array(fc.tuple(fc.option(vector, { freq: 8 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 30 })), {
      minLength: 1,
      maxLength: 10,
    })
    .map((list) =>
      list.map(([v, evidence, seconds], i) =>
        v ? trackOf(i + 1, v, evidence / 30, seconds / 10) : { ...faceless(i + 1), seconds: seconds / 10 },
      ),
    ),
  cannot: fc.array(pair, { maxLength: 12 }),
  must: fc.array(pair, { maxLength: 3 }),
  likely: fc.array(pair, { maxLength: 5 }),
});
/** Groups that the must-links alone make. */
function saidToBeOne(count: number, must: readonly (readonly [number, number])[]): number[] {
  const group = Array.from({ length: count + 1 }, (_, i) => i);
  for (const [a, b] of must) {
    if (a > count || b > count) continue;
    const [from, to] = [group[a] ?? 0, group[b] ?? 0];
    group.forEach((each, i) => {
      if (each === from) group[i] = to;
    });
  }
  return group;
}

describe('the laws of clustering', () => {
  it('assigns every track once, or to nobody', () => {
    fc.assert(
      fc.property(problem, ({ tracks, ...links }) => {
        const { people, unassigned } = cluster(tracks, links);
        const all = [...people.flat(), ...unassigned].sort((a, b) => a - b);
        expect(all).toEqual(tracks.map(({ track }) => track));
        expect(people.map(([first]) => first)).toEqual(
          people.map(([first]) => first).sort((a, b) => (a ?? 0) - (b ?? 0)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('never puts two tracks together that cannot be one person, whatever they look like', () => {
    fc.assert(
      fc.property(problem, ({ tracks, cannot, likely }) => {
        for (const tracksOfOne of cluster(tracks, { cannot, likely }).people) {
          for (const [a, b] of cannot) expect(tracksOfOne.includes(a) && tracksOfOne.includes(b)).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never puts them together by itself where people said that others are one', () => {
    fc.assert(
      fc.property(problem, ({ tracks, ...links }) => {
        const said = saidToBeOne(tracks.length, links.must);
        for (const tracksOfOne of cluster(tracks, links).people) {
          for (const [a, b] of links.cannot) {
            if (!tracksOfOne.includes(a) || !tracksOfOne.includes(b)) continue;
            expect(said[a]).toBe(said[b]);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('honours what people said: must-linked tracks share one person, or nobody', () => {
    fc.assert(
      fc.property(problem, ({ tracks, ...links }) => {
        const { people } = cluster(tracks, links);
        const owner = (track: number) => people.findIndex((each) => each.includes(track));
        for (const [a, b] of links.must) {
          if (Math.max(a, b) <= tracks.length) expect(owner(a)).toBe(owner(b));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order of tracks and links', () => {
    fc.assert(
      fc.property(problem, ({ tracks, must, cannot, likely }) => {
        const turned = (pairs: readonly (readonly [number, number])[]) =>
          [...pairs].reverse().map(([a, b]): [number, number] => [b, a]);
        const one = cluster(tracks, { must, cannot, likely });
        const other = cluster([...tracks].reverse(), {
          must: turned(must),
          cannot: turned(cannot),
          likely: turned(likely),
        });
        expect(other).toEqual(one);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps centroids at length 1 and cohesion between 0 and 1', () => {
    fc.assert(
      fc.property(problem, ({ tracks, ...links }) => {
        for (const { centroid, cohesion } of clusterTracks(tracks, links, options).clusters) {
          expect(Math.hypot(...(centroid ?? []))).toBeCloseTo(1, 5);
          expect(cohesion).toBeGreaterThanOrEqual(0);
          expect(cohesion).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('joinClusters', () => {
  it('makes one person of several', () => {
    const tracks = [trackOf(1, towards(0)), trackOf(2, towards(90)), trackOf(3, towards(45))];
    const joined = joinClusters([{ tracks: [3] }, { tracks: [1, 2] }], tracks);
    expect(joined.tracks).toEqual([1, 2, 3]);
    expect(joined.centroid?.[0]).toBeCloseTo(Math.SQRT1_2, 5);
    expect(joinClusters([{ tracks: [4] }], [faceless(4)])).toEqual({ tracks: [4], centroid: null, cohesion: 0 });
  });
});
