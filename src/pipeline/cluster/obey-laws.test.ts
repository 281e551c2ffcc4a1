import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { direction, madeUpFace, madeUpSample } from '../made-up-faces.test-support.ts';
import type { DescribedResult } from '../match/describe-result.ts';
import { describeResult } from '../match/describe-result.ts';
import type { FaceTrack } from '../records.ts';
import { type Embedding, type FrameIndex, seconds } from '../units.ts';
import { type Identification, identifyPeople } from './identify.ts';
import type { Laws, Sayings } from './laws.ts';
import { obeyLaws } from './obey-laws.ts';
import { resolveLaws } from './resolve-laws.ts';

const ANNA = direction(1, 0.5, 0, 0);
const BERTA = direction(0.5, 1, 0, 0);
const FRAMES = 200;

/** A face at one of three places from one frame to another; ten frames a second. */
interface Appearance {
  readonly who: Embedding;
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

function run(appearances: readonly Appearance[], stride = 2): DescribedResult {
  const boxOf = ({ place }: Appearance) => ({ left: 10 + 300 * place, top: 50, width: 80, height: 100 });
  const framesOf = ({ from, to }: Appearance) =>
    Array.from({ length: FRAMES }, (_, frame) => frame).filter(
      (frame) => frame % stride === 0 && frame >= from && frame <= to,
    );
  const seen = appearances.filter((each) => framesOf(each).length > 0);
  const tracks = seen.map(
    (each, index): FaceTrack => ({
      track: index + 1,
      shot: 1,
      detections: framesOf(each).map((frame) => madeUpFace(frame, boxOf(each))),
    }),
  );
  return {
    tracks,
    samples: new Map(
      seen.map((each, index) => [index + 1, framesOf(each).map((frame) => madeUpSample(frame, each.who))]),
    ),
    timeOf: (frame: FrameIndex) => seconds(frame / 10),
    picture: { width: 1000, height: 500 },
    model: 'embedder',
    cuts: [0],
    duration: FRAMES / 10,
  };
}

const say = (of: DescribedResult, said: Partial<Laws>): Laws => ({
  of: describeResult(of),
  must: [],
  cannot: [],
  people: [],
  never: [],
  notFaces: [],
  ...said,
});
const framesIn = (tracks: readonly FaceTrack[]) =>
  tracks.map(({ detections }) => [detections[0]?.frame, detections.at(-1)?.frame]);

describe('obeyLaws', () => {
  const anna = { who: ANNA, place: 0, from: 0, to: 90 };
  const berta = { who: BERTA, place: 0, from: 100, to: 190 };

  it('says of the tracks of this run what was said of those of the other', () => {
    const old = run([anna, berta, { who: BERTA, place: 2, from: 0, to: 190 }]);
    // The same in another order, the first in two pieces.
    const now = run([{ who: BERTA, place: 2, from: 0, to: 190 }, berta, { ...anna, to: 40 }, { ...anna, from: 50 }], 5);
    const laws = say(old, {
      people: [{ track: 1, person: 'Anna' }],
      never: [{ track: 3, person: 'Anna' }],
      must: [[2, 3]],
    });
    const { sayings, report } = obeyLaws(laws, now);
    expect(sayings).toEqual({
      must: [
        [3, 4],
        [1, 2],
      ],
      cannot: [[3, 1]],
      people: new Map([
        [3, 'Anna'],
        [4, 'Anna'],
      ]),
      never: new Map([
        [1, new Set(['Anna'])],
        [2, new Set(['Anna'])],
      ]),
      notFaces: new Set(),
    });
    expect(report).toMatchObject({ given: 3, matched: 3, contradicted: 0, cut: 0, shiftSeconds: 0, unmatched: [] });
  });

  it('cuts a track that holds two people whom somebody told apart', () => {
    const old = run([anna, berta]);
    const joined = run([{ ...anna, to: 190 }]);
    const { tracks, samples, sayings, report } = obeyLaws(say(old, { cannot: [[1, 2]] }), joined);
    expect(framesIn(tracks)).toEqual([
      [0, 94],
      [96, 190],
    ]);
    expect([...samples.values()].map(({ length }) => length)).toEqual(
      tracks.map(({ detections }) => detections.length),
    );
    expect(sayings.cannot).toEqual([[1, 2]]);
    expect(report).toMatchObject({ given: 1, matched: 1, cut: 1, unmatched: [] });
    // Nobody told them apart: it stays whole.
    expect(obeyLaws(say(old, { must: [[1, 2]] }), joined).report).toMatchObject({ matched: 1, cut: 0 });
  });

  it('cuts a track that slid from somebody to somebody of whom something was said', () => {
    const left = { who: direction(1, 0, 0, 0), place: 0, from: 0, to: 100 };
    const right = { who: direction(0, 1, 0, 0), place: 0, from: 110, to: 190 };
    const old = run([left, right]);
    const apart = run([left, right], 5);
    const samples = [...apart.samples.values()].flat();
    const slid = {
      ...apart,
      tracks: [{ track: 1, shot: 1, detections: apart.tracks.flatMap(({ detections }) => detections) }],
      samples: new Map([[1, samples]]),
    };
    const said = obeyLaws(say(old, { people: [{ track: 2, person: 'Berta' }] }), slid);
    expect(framesIn(said.tracks)).toEqual([
      [0, 100],
      [110, 190],
    ]);
    expect(said.sayings.people).toEqual(new Map([[2, 'Berta']]));
    expect(said.report).toMatchObject({ matched: 1, cut: 1, unmatched: [] });
    // Where nothing was said, nothing is changed.
    expect(obeyLaws(say(old, {}), slid).tracks).toHaveLength(1);
  });

  it('cuts what is no face off a face', () => {
    const { tracks, sayings } = obeyLaws(
      say(run([anna, berta]), { people: [{ track: 1, person: 'Anna' }], notFaces: [2] }),
      run([{ ...anna, to: 190 }]),
    );
    expect(framesIn(tracks)).toHaveLength(2);
    expect([...sayings.people]).toEqual([[1, 'Anna']]);
    expect([...sayings.notFaces]).toEqual([2]);
  });

  it('lists what was not found, and what contradicts', () => {
    const laws = say(run([anna, berta]), {
      people: [
        { track: 1, person: 'Anna' },
        { track: 2, person: 'Berta' },
        { track: 9, person: 'Carla' },
      ],
      must: [[1, 2]],
    });
    expect(obeyLaws(laws, run([anna])).report).toMatchObject({
      given: 4,
      matched: 1,
      contradicted: 1,
      unmatched: [
        { track: 2, reason: 'no-face-there' },
        { track: 9, reason: 'no-face-there' },
      ],
    });
  });
});

/** Holds a result against what was said of its tracks. */
function expectObeyed(
  sayings: Sayings,
  { identities, unassigned }: Pick<Identification, 'identities' | 'unassigned'>,
): void {
  const ownerOf = (each: number) => identities.find((identity) => identity.tracks.includes(each));
  for (const [a, b] of sayings.must) expect(ownerOf(a)).toBe(ownerOf(b));
  for (const [a, b] of sayings.cannot) expect(ownerOf(a) ?? 'nobody').not.toBe(ownerOf(b));
  for (const [each, name] of sayings.people) {
    if (name === null) expect(ownerOf(each)?.name ?? null).toBeNull();
    else expect(ownerOf(each)).toMatchObject({ name, naming: { verdict: 'accept', said: true } });
  }
  for (const [each, names] of sayings.never) expect(names.has(ownerOf(each)?.name ?? '')).toBe(false);
  for (const each of sayings.notFaces) expect(unassigned).toContain(each);
}

describe('the law of what people said', () => {
  const appearance = fc
    .record({
      who: fc.constantFrom(ANNA, BERTA, direction(0, 0, 1, 0)),
      place: fc.integer({ min: 0, max: 2 }),
      from: fc.integer({ min: 0, max: 17 }).map((tens) => 10 * tens),
      length: fc.integer({ min: 10, max: 80 }),
    })
    .map(({ who, place, from, length }) => ({ who, place, from, to: from + length }));
  const track = fc.integer({ min: 1, max: 8 });
  const person = fc.constantFrom('Anna', 'Berta');
  const pair = fc.tuple(track, track);
  const said = fc.record({
    must: fc.array(pair, { maxLength: 4 }),
    cannot: fc.array(pair, { maxLength: 4 }),
    people: fc.array(fc.record({ track, person: fc.option(person, { freq: 6 }) }), { maxLength: 4 }),
    never: fc.array(fc.record({ track, person }), { maxLength: 4 }),
    notFaces: fc.array(track, { maxLength: 1 }),
  });

  it('is never broken by likeness, photographs or what is seen together', () => {
    fc.assert(
      fc.property(fc.array(appearance, { minLength: 1, maxLength: 8 }), said, fc.boolean(), (all, facts, hasCast) => {
        // One face at a place at a time.
        const apart = all.filter((each, i) =>
          all.slice(0, i).every((other) => other.place !== each.place || other.to < each.from || each.to < other.from),
        );
        const now = run(apart, 5);
        const laws = say(run(apart), facts);
        const { tracks, samples, sayings } = obeyLaws(laws, now);
        const cast = [
          { name: 'Anna', photos: [ANNA] },
          { name: 'Berta', photos: [BERTA] },
        ];
        const { identities, unassigned } = identifyPeople({
          tracks,
          samples,
          secondsOf: () => 2,
          cast: hasCast ? cast : [],
          said: sayings,
        });
        expectObeyed(sayings, { identities, unassigned });
        // All that was said of tracks that were found is there.
        const { groups, notFaces } = resolveLaws(laws);
        const known = new Set(laws.of.tracks.map((each) => each.track));
        const named = groups.filter(
          ({ person: name, tracks: own }) => name != null && own.some((each) => known.has(each)),
        );
        for (const { person: name } of named) expect([...sayings.people.values()]).toContain(name);
        expect(sayings.notFaces.size).toBe([...notFaces].filter((each) => known.has(each)).length);
      }),
      { numRuns: 150 },
    );
  });
});
