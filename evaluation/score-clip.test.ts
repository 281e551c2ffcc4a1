import { describe, expect, it } from 'vitest';
import type { FaceRow } from './metrics/face-rows.ts';
import type { GroundTruth } from './read-ground-truth.ts';
import { scoreClip } from './score-clip.ts';

/**
 * 200 frames at 25 frames per second in two shots of 100. Persons 1 and 2 are always there, person 3 in the second
 * shot only; a poster is to be ignored. 500 faces, 20 s. Tracks are 1–3 before the cut and 11–13 after it.
 */
const trackOf = (face: FaceRow) => face.id + (face.frame <= 100 ? 0 : 10);
const persons = rowsOf((frame) => {
  const face = (id: number, left: number): FaceRow => ({
    frame,
    id,
    box: { left: left + 0.3 * frame, top: 50, width: 40, height: 50 },
    doubtful: false,
  });
  const poster = { frame, id: -1, box: { left: 600, top: 10, width: 10, height: 12 }, doubtful: true };
  return [face(1, 20), face(2, 200), ...(frame > 100 ? [face(3, 400)] : []), poster];
});
const truth: GroundTruth = {
  clip: 'two shots',
  directory: '/nowhere',
  picture: null,
  frameCount: 200,
  framesPerSecond: 25,
  persons,
  tracks: rowsOf((frame) => (persons.get(frame) ?? []).map((face) => ({ ...face, id: trackOf(face) }))),
  shots: { starts: [1, 101], transitionFrames: new Set() },
  names: new Map(),
  upperSeconds: new Map(),
};

function rowsOf(rows: (frame: number) => FaceRow[]): Map<number, FaceRow[]> {
  return new Map(Array.from({ length: 200 }, (_, index) => [index + 1, rows(index + 1)]));
}

/** Predicts every true face with the id that `id` gives it, null = missed; `extra` adds false boxes. */
function predicted(id: (face: FaceRow) => number | null, extra: (frame: number) => FaceRow[] = () => []) {
  return rowsOf((frame) => {
    const faces = (persons.get(frame) ?? []).filter((face) => !face.doubtful);
    const found = faces.flatMap((face) => {
      const given = id(face);
      return given === null ? [] : [{ ...face, id: given }];
    });
    return [...found, ...extra(frame)];
  });
}

const score = (identities: Map<number, FaceRow[]>, tracks: Map<number, FaceRow[]> | null = null) =>
  scoreClip(truth, { identities, tracks, seconds: null });

describe('scoreClip', () => {
  it('gives the truth itself, under other names, the best value everywhere', () => {
    const result = score(
      predicted((face) => 70 + face.id),
      predicted((face) => 500 - trackOf(face)),
    );
    expect(result).toMatchObject({
      detection: { recall: 1, precision: 1, f1: 1, meanOverlap: 1 },
      tracking: {
        clearMot: { mota: 1, switches: 0, fragmentations: 0, mostlyTracked: 5 },
        idf1: { idf1: 1 },
        tracksPerTrueTrack: 1,
        cutCrossings: { crossing: 0, tracks: 5 },
      },
      identity: {
        clustering: { purity: 1, adjustedRand: 1 },
        idf1: { idf1: 1 },
        all: { ratio: 1 },
        oneSecond: { ratio: 1 },
      },
      screenTime: { trueSeconds: 20, errorPercent: 0, errorWithExtraPercent: 0 },
      ownScreenTime: null,
    });
    expect(result.identity.clustering.mutualInformation).toBeCloseTo(1, 12);
    expect(result.identity.clustering.bCubed.f1).toBeCloseTo(1, 12);
  });

  it('sees two persons exchange identities at the cut: purity 300/500, and their tracks cross it', () => {
    const exchanged = (face: FaceRow) => (face.frame <= 100 || face.id === 3 ? face.id : 3 - face.id);
    const { identity, tracking } = score(
      predicted(exchanged),
      predicted((face) => face.id),
    );
    expect(identity.clustering.purity).toBe(0.6);
    expect(tracking.cutCrossings).toEqual({ crossing: 2, tracks: 3 });
    // The true tracks end at the cut, so a track that goes on makes no switch; IDF1 is what it costs.
    expect(tracking.clearMot.mota).toBe(1);
    expect(tracking.idf1.idf1).toBe(0.6);
  });

  it('halves recall and seconds when every second frame is missed', () => {
    const { detection, screenTime } = score(predicted((face) => (face.frame % 2 === 1 ? face.id : null)));
    expect(detection).toMatchObject({ recall: 0.5, precision: 1 });
    expect(screenTime.errorPercent).toBeCloseTo(50, 9);
  });

  it('neither counts the poster for a false alarm nor for an identity', () => {
    const poster = (frame: number) => [
      { frame, id: 8, box: { left: 600, top: 10, width: 10, height: 12 }, doubtful: false },
    ];
    const result = score(predicted((face) => face.id, poster));
    expect(result).toMatchObject({
      droppedInIgnoreRegions: 200,
      detection: { precision: 1 },
      identity: { all: { predicted: 3 } },
    });
  });

  it('charges 200 false boxes to precision and their 8 s to the extra identities', () => {
    const false9 = (frame: number) => [
      { frame, id: 9, box: { left: 300, top: 300, width: 30, height: 30 }, doubtful: false },
    ];
    const { detection, screenTime } = score(predicted((face) => face.id, false9));
    expect(detection.precision).toBeCloseTo(5 / 7, 12);
    expect(screenTime).toMatchObject({
      errorPercent: 0,
      extraIdentities: 1,
      extraSeconds: 8,
      errorWithExtraPercent: 40,
    });
  });

  it('charges a person split in halves: 4 identities for 3 persons, 4 of 20 s wrong, purity untouched', () => {
    const { identity, screenTime } = score(predicted((face) => (face.id === 2 && face.frame > 100 ? 4 : face.id)));
    expect(identity.all).toEqual({ predicted: 4, true: 3, ratio: 4 / 3 });
    expect(identity.clustering.purity).toBe(1);
    expect(screenTime.errorPercent).toBeCloseTo(20, 9);
  });

  it('scores boxes given to nobody as found but unattributed, and an empty result as nothing', () => {
    const unassigned = score(predicted(() => -1));
    expect(unassigned).toMatchObject({
      detection: { recall: 1 },
      identity: { clustering: { unassigned: 1 }, idf1: { idf1: 0 }, all: { predicted: 0 } },
      screenTime: { errorPercent: 100 },
    });
    const nothing = score(new Map());
    expect(nothing).toMatchObject({ detection: { recall: 0 }, screenTime: { errorPercent: 100, extraSeconds: 0 } });
  });
});
