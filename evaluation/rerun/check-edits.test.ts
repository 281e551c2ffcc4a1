import { describe, expect, it } from 'vitest';
import { frameIndex } from '../../src/pipeline/units.ts';
import type { EditBody, LoggedEdit } from '../../src/review/edit.ts';
import { tracksOf } from '../../src/server/results/run-evidence.ts';
import { checkEdits, type ReviewedRun } from './check-edits.ts';
import { makeEdits } from './make-edits.ts';

/** Five frames per second. */
const FRAMES = 50;
const PLACE = { left: 0.1, top: 0.2, width: 0.2, height: 0.3 };

/** Tracks at one place one after the other, by first and last frame; faces at the given frames. */
function run(runId: string, spans: readonly (readonly [number, number])[], faceFrames: readonly number[]): ReviewedRun {
  const frames = Array.from({ length: FRAMES }, (_, frame) => frameIndex(frame));
  const faces = faceFrames.map((frame, index) => {
    return { face: index + 1, track: 1 + spans.findIndex(([first, last]) => frame >= first && frame <= last), frame };
  });
  const tracks = spans.map(([first, last], index) => {
    const own = frames.slice(first, last + 1);
    return { track: index + 1, firstSeconds: first / 5, lastSeconds: last / 5, own };
  });
  return {
    machine: {
      runId,
      tracks: tracks.map(({ own, ...track }) => ({
        ...track,
        frames: [own[0] ?? 0, own.at(-1) ?? 0],
        faces: faces.filter((each) => each.track === track.track).map(({ face }) => face),
      })),
      identities: tracks.map(({ track }) => ({ identity: track, tracks: [track], personId: null })),
    },
    evidence: {
      frameTable: {
        pts: Float64Array.from(frames),
        timeBase: { numerator: 1, denominator: 5 },
        endPts: FRAMES,
      },
      shots: [{ shot: 1, startFrame: frameIndex(0), endFrame: frameIndex(FRAMES - 1), transition: 'start' }],
      analysedFrames: frames,
      tracks: tracksOf(
        tracks.map(({ track, own, firstSeconds, lastSeconds }) => ({
          track,
          shot: 1,
          identity: track,
          confidence: 1,
          first_frame: 1,
          last_frame: 1,
          first_s: firstSeconds,
          last_s: lastSeconds,
          sightings: own.length,
          frames: own.map((frame) => frame + 1),
        })),
      ),
    },
    frameOfFace: new Map(faces.map(({ face, frame }) => [face, frame])),
    matchable: {
      tracks: tracks.map(({ track, firstSeconds, lastSeconds, own }) => {
        const boxes = own.map((frame) => ({ seconds: frame / 5, ...PLACE }));
        return { track, firstSeconds, lastSeconds, boxes, template: null, model: null };
      }),
      faces: faces.map(({ face, track, frame }) => ({ face, track, seconds: frame / 5, box: PLACE })),
      cuts: [0],
      duration: FRAMES / 5,
    },
  };
}

const saying = (...bodies: EditBody[]): LoggedEdit[] =>
  bodies.map((body, index) => ({ id: `e${index + 1}`, seq: index + 1, author: 'a', runId: 'old', body }));

describe('checkEdits', () => {
  const two = [
    [0, 20],
    [25, 45],
  ] as const;
  const old = run('old', two, [2, 8, 16, 30, 40]);

  it('finds every kind of edit obeyed in a run that embedded other faces', () => {
    const truth = {
      personOf: new Map([
        [1, 1],
        [2, 2],
      ]),
      notFaces: [],
    };
    const log = makeEdits(old.machine, truth, { seed: 5, count: 60 });
    expect(new Set(log.map(({ body }) => body.kind)).size).toBeGreaterThan(10);
    const check = checkEdits(log, old, run('now', two, [5, 28, 33, 44]));
    expect(check).toMatchObject({ edits: log.length, cutOff: 0, attached: log.length, violations: [], unattached: [] });
    expect(check.agreeing).toBe(check.moments);
  });

  it('tells what is not: two people in one track, and a track that is not there', () => {
    const log = saying(
      { kind: 'assign-tracks', tracks: [1], personId: 'kyle' },
      { kind: 'assign-tracks', tracks: [2], personId: 'lisa' },
      { kind: 'exclude-faces', faces: [4] },
    );
    const joined = checkEdits(log, old, run('now', [[0, 45]], [10, 30]));
    expect(joined.violations).toEqual([expect.stringMatching(/^e1 .*0 of \d+ moments agree, \d+ × kyle became lisa$/)]);
    const lost = checkEdits(log, old, run('now', [[0, 20]], [10]));
    expect(lost).toMatchObject({ attached: 1, violations: [] });
    expect(lost.unattached).toEqual([
      expect.stringMatching(/^e2 .*unmatched \(no-face-there\)$/),
      expect.stringMatching(/^e3 .*unmatched \(no-face-there\)$/),
    ]);
  });
});
