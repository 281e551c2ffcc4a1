import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { direction, madeUpFace, madeUpSample } from '../made-up-faces.test-support.ts';
import type { Embedding } from '../units.ts';
import { type IdentifyInput, identifyPeople } from './identify.ts';
import { NOTHING_SAID } from './laws.ts';

const ANNA = direction(1, 0, 0, 0);
const BERTA = direction(0, 1, 0, 0);
/** Like Anna by a cosine of about .3: another light, another angle. Nothing like Berta. */
const ANNA_IN_PROFILE = direction(0.33, 0, 1, 0);
const NOBODY = direction(0, 0, 0, 1);

interface Appearance {
  readonly who: Embedding;
  /** First frame; the track lasts five. */
  readonly from: number;
  readonly quality?: number;
  /** How openly they look into the camera. */
  readonly view?: number;
  readonly seconds?: number;
}
function episode(appearances: readonly Appearance[], more: Partial<IdentifyInput> = {}): IdentifyInput {
  const frames = ({ from }: Appearance) => [0, 1, 2, 3, 4].map((i) => from + i);
  return {
    tracks: appearances.map((each, i) => ({
      track: i + 1,
      shot: i + 1,
      detections: frames(each).map((frame) => madeUpFace(frame, { left: 500 * i, top: 0, width: 50, height: 50 })),
    })),
    samples: new Map(
      appearances.map((each, i) => [
        i + 1,
        frames(each).map((frame) =>
          madeUpSample(frame, each.who, { quality: each.quality ?? 1, view: each.view ?? 1 }),
        ),
      ]),
    ),
    secondsOf: (track) => appearances[track - 1]?.seconds ?? 2,
    cast: [],
    ...more,
  };
}
const photo = (name: string, ...photos: readonly Embedding[]) => ({ name, photos });
const who = (input: IdentifyInput) =>
  identifyPeople(input).identities.map(({ identity, name, tracks }) => [identity, name, tracks]);

describe('identifyPeople', () => {
  it('numbers people by falling seconds', () => {
    const appearances = [
      { who: ANNA, from: 0, seconds: 2 },
      { who: BERTA, from: 10, seconds: 5 },
      { who: ANNA, from: 20, seconds: 2 },
      { who: NOBODY, from: 30, seconds: 1 },
    ];
    expect(who(episode(appearances))).toEqual([
      [1, null, [2]],
      [2, null, [1, 3]],
      [3, null, [4]],
    ]);
  });

  it('takes two faces in one frame for two people', () => {
    const twins = [
      { who: ANNA, from: 0 },
      { who: ANNA, from: 4 },
      { who: ANNA, from: 20 },
    ];
    expect(who(episode(twins)).map(([, , tracks]) => tracks)).not.toContainEqual([1, 2]);
    expect(who(episode(twins))).toHaveLength(2);
    expect(who(episode(twins.map((each, i) => ({ ...each, from: 10 * i }))))).toEqual([[1, null, [1, 2, 3]]]);
  });

  it('names people from the cast, suggests where it is not sure, and leaves strangers alone', () => {
    const appearances = [
      { who: ANNA, from: 0 },
      { who: direction(0, 0.36, 1, 0), from: 10 },
      { who: NOBODY, from: 20 },
    ];
    const { identities } = identifyPeople(
      episode(appearances, { cast: [photo('Anna', ANNA), photo('Berta', BERTA), photo('Empty')] }),
    );
    const byTrack = [...identities].sort((a, b) => (a.tracks[0] ?? 0) - (b.tracks[0] ?? 0));
    expect(byTrack.map(({ name, naming }) => [name, naming?.verdict, naming?.name])).toEqual([
      ['Anna', 'accept', 'Anna'],
      [null, 'ask', 'Berta'],
      [null, 'reject', expect.anything()],
    ]);
  });

  it('joins two clusters that the cast knows as one person', () => {
    const appearances = [
      { who: ANNA, from: 0, seconds: 2 },
      { who: BERTA, from: 10, seconds: 3 },
      { who: ANNA_IN_PROFILE, from: 20, seconds: 2 },
    ];
    expect(who(episode(appearances))).toHaveLength(3);
    const cast = [photo('Anna', ANNA, ANNA_IN_PROFILE), photo('Berta', BERTA)];
    expect(who(episode(appearances, { cast }))).toEqual([
      [1, 'Anna', [1, 3]],
      [2, 'Berta', [2]],
    ]);
  });

  it('does not join them when they are seen together: the more alike has the name, the other is asked about', () => {
    const appearances = [
      { who: ANNA, from: 0, seconds: 2 },
      { who: direction(0.6, 0, 0.9, 0), from: 2, seconds: 3 },
    ];
    const { identities } = identifyPeople(episode(appearances, { cast: [photo('Anna', ANNA)] }));
    expect(identities.map(({ tracks, name, naming }) => [tracks, name, naming?.verdict])).toEqual([
      [[2], null, 'ask'],
      [[1], 'Anna', 'accept'],
    ]);
  });

  it('lets a photograph recognise what was seen too badly to stand for a person', () => {
    const appearances = [
      { who: BERTA, from: 0 },
      { who: ANNA, from: 10, quality: 0.01, view: 0.1 },
      { who: NOBODY, from: 20, quality: 0.01, view: 0.1 },
    ];
    expect(identifyPeople(episode(appearances)).unassigned).toEqual([2, 3]);
    const known = identifyPeople(episode(appearances, { cast: [photo('Anna', ANNA)] }));
    expect(known.identities.map(({ name, tracks }) => [name, tracks])).toEqual([
      [null, [1]],
      ['Anna', [2]],
    ]);
    expect(known.unassigned).toEqual([3]);
  });

  it('obeys what people said', () => {
    const appearances = [
      { who: ANNA, from: 0 },
      { who: BERTA, from: 10 },
      { who: ANNA, from: 20 },
    ];
    const said = { ...NOTHING_SAID, must: [[1, 2]], cannot: [[1, 3]] } as const;
    expect(who(episode(appearances, { said }))).toEqual([
      [1, null, [1, 2]],
      [2, null, [3]],
    ]);
  });

  it('gives the name that people gave, beyond doubt, whatever the photographs think', () => {
    const appearances = [
      { who: ANNA, from: 0 },
      { who: ANNA, from: 10 },
      { who: BERTA, from: 20, quality: 0.01, view: 0.1 },
      { who: NOBODY, from: 30 },
    ];
    const said = {
      ...NOTHING_SAID,
      people: new Map([
        [1, 'Carla'],
        [3, 'Dora'],
        [4, null],
      ]),
    };
    const cast = [photo('Anna', ANNA), photo('Berta', BERTA), photo('Nobody', NOBODY)];
    const { identities, trackConfidence } = identifyPeople(episode(appearances, { said, cast }));
    expect(identities.map(({ tracks, name, naming }) => [tracks, name, naming?.verdict, naming?.said])).toEqual([
      [[1, 2], 'Carla', 'accept', true],
      [[3], 'Dora', 'accept', true],
      [[4], null, 'reject', true],
    ]);
    expect([trackConfidence.get(1), trackConfidence.get(3)]).toEqual([1, 1]);
  });

  it('knows who somebody is whose face could not be described', () => {
    const appearances = [{ who: ANNA, from: 0 }];
    const said = { ...NOTHING_SAID, people: new Map([[1, 'Anna']]) };
    const input = { ...episode(appearances, { said }), samples: new Map() };
    expect(identifyPeople({ ...input, said: NOTHING_SAID }).unassigned).toEqual([1]);
    const { identities } = identifyPeople(input);
    expect(identities).toMatchObject([{ name: 'Anna', tracks: [1], confidence: 1, centroid: null, cohesion: 0 }]);
  });

  it('takes who was never a person out of them, and does not call them so where most were not', () => {
    const appearances = [0, 10, 20].map((from) => ({ who: ANNA, from }));
    const cast = [photo('Anna', ANNA)];
    const never = (...tracks: readonly number[]) => ({
      ...NOTHING_SAID,
      never: new Map(tracks.map((track) => [track, new Set(['Anna'])])),
    });
    expect(who(episode(appearances, { cast, said: never(2) }))).toEqual([
      [1, 'Anna', [1, 3]],
      [2, null, [2]],
    ]);
    expect(who(episode(appearances, { cast, said: never(2, 3) }))).toEqual([[1, null, [1, 2, 3]]]);
    // Nobody thinks that it is her: there is nothing to take apart.
    expect(who(episode(appearances, { said: never(2) }))).toEqual([[1, null, [1, 2, 3]]]);
  });

  it('leaves out what is no face, and does not take apart what people joined where it was seen badly', () => {
    const poor = { quality: 0.01, view: 0.1 };
    const appearances = [
      { who: ANNA, from: 0, ...poor },
      { who: NOBODY, from: 10, ...poor },
      { who: ANNA, from: 20 },
    ];
    const said = { ...NOTHING_SAID, must: [[1, 2]] as const, notFaces: new Set([3]) };
    const { identities, unassigned } = identifyPeople(episode(appearances, { said, cast: [photo('Anna', ANNA)] }));
    expect(unassigned).toContain(3);
    expect(identities.map(({ name, tracks }) => [name, tracks])).toEqual([['Anna', [1, 2]]]);
  });

  it('is surer of a face that is like nobody else than of one between two people', () => {
    const between = direction(1, 0.75, 0, 0);
    const { trackConfidence } = identifyPeople(
      episode([
        { who: ANNA, from: 0 },
        { who: BERTA, from: 2 },
        { who: between, from: 20 },
        { who: NOBODY, from: 30 },
      ]),
    );
    const [anna, mixed, nobody] = [1, 3, 4].map((track) => trackConfidence.get(track) ?? Number.NaN);
    expect(mixed).toBeLessThan(anna ?? 0);
    expect(nobody).toBeCloseTo(1, 5);
  });

  it('puts every track in one identity or none, with confidences from 0 to 1', () => {
    const number = fc.integer({ min: -9, max: 9 });
    const vector = fc
      .array(number, { minLength: 4, maxLength: 4 })
      .filter((values) => values.some((value) => value !== 0))
      .map((values) => direction(...values));
    const appearance = fc.record({
      who: vector,
      from: fc.integer({ min: 0, max: 60 }),
      quality: fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000),
      seconds: fc.integer({ min: 0, max: 9 }),
    });
    const cast = fc.uniqueArray(
      fc.record({ name: fc.constantFrom('Anna', 'Berta', 'Carla'), photos: fc.array(vector, { maxLength: 3 }) }),
      { maxLength: 3, selector: ({ name }) => name },
    );
    fc.assert(
      fc.property(fc.array(appearance, { maxLength: 9 }), cast, (appearances, members) => {
        const { identities, unassigned, trackConfidence } = identifyPeople(episode(appearances, { cast: members }));
        const all = [...identities.flatMap(({ tracks }) => tracks), ...unassigned].sort((a, b) => a - b);
        expect(all).toEqual(appearances.map((_, i) => i + 1));
        for (const value of [...trackConfidence.values(), ...identities.map(({ confidence }) => confidence)]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
        expect(identities.map(({ identity }) => identity)).toEqual(identities.map((_, i) => i + 1));
        const names = identities.flatMap(({ name }) => name ?? []);
        expect(new Set(names).size).toBe(names.length);
        for (const { tracks } of identities) {
          const frames = tracks.flatMap((track) => {
            const from = appearances[track - 1]?.from ?? 0;
            return [0, 1, 2, 3, 4].map((i) => from + i);
          });
          expect(new Set(frames).size).toBe(frames.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
