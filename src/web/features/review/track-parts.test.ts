import { expect, it } from 'vitest';
import { chosen, toggledMark } from './choice.ts';
import { itemOfTrack, itemsOf, markedParts, movedByFace, movedByTrack, partsOf, trackOf } from './track-parts.ts';

const TRACKS = [
  { number: 4, faces: [{ number: 41 }, { number: 42 }] },
  { number: 2, faces: [{ number: 21 }] },
  { number: 7, faces: [] },
];
const track = itemOfTrack;

it('each track comes before its faces', () => {
  expect(itemsOf(TRACKS)).toEqual([-4, 41, 42, -2, 21, -7]);
  expect(trackOf(42, TRACKS)).toBe(4);
  expect(trackOf(track(7), TRACKS)).toBe(7);
  expect(trackOf(99, TRACKS)).toBeUndefined();
});

it('a face of a track that is marked, too, goes with its track', () => {
  const choice = toggledMark(toggledMark(toggledMark(chosen(41), 41), track(4)), 21);
  expect(partsOf(choice, TRACKS)).toEqual({ tracks: [4], faces: [21] });
  expect(partsOf(chosen(42), TRACKS)).toEqual({ tracks: [], faces: [42] });
});

it('a range is of tracks or of faces, never of both', () => {
  expect(partsOf(markedParts(chosen(track(4)), track(7), TRACKS), TRACKS)).toEqual({ tracks: [4, 2, 7], faces: [] });
  expect(partsOf(markedParts(chosen(41), 21, TRACKS), TRACKS)).toEqual({ tracks: [], faces: [41, 42, 21] });
  expect([...markedParts(chosen(track(4)), 42, TRACKS).marked]).toEqual([42]);
});

it('up and down goes from track to track, from a face first to its own', () => {
  expect(movedByTrack(chosen(track(4)), { by: 1 }, TRACKS).cursor).toBe(-2);
  expect(movedByTrack(chosen(42), { by: 1 }, TRACKS).cursor).toBe(-2);
  expect(movedByTrack(chosen(21), { by: -1 }, TRACKS).cursor).toBe(-2);
});

it('left and right goes through the faces', () => {
  expect(movedByFace(chosen(track(4)), 1, TRACKS).cursor).toBe(41);
  expect(movedByFace(chosen(track(2)), -1, TRACKS).cursor).toBe(42);
});
