/** A made-up review as large as they get, as the API would answer for it: thousands of stacks, one of them of a thousand tracks. */
import { EPISODE, RUN } from './long-result.ts';

interface Size {
  /** Of all stacks together, and of the tracks of one. */
  readonly crops: number;
}

const CROPS_OF_STACK = 4;
const FACES_OF_TRACK = 10;
/** A track in so many seconds. */
const EVERY_SECONDS = 8;
/** The stack whose tracks are looked at. */
export const LARGEST = 1;

/** What each procedure of the review answers, by its path. */
export function longReview({ crops }: Size): Readonly<Record<string, unknown>> {
  const stacks = Math.ceil(crops / CROPS_OF_STACK);
  const tracks = Math.ceil(crops / FACES_OF_TRACK);
  const identities = Array.from({ length: stacks }, (_, index) => identity(index + 1, index === 0 ? tracks : 3));
  const seconds = identities.reduce((sum, each) => sum + each.seconds, 0);
  return {
    'cast.list': { items: [] },
    'review.here': { reviewers: [] },
    'review.state': {
      ...{ runId: RUN, episodeId: EPISODE, seq: 0, totals: { seconds, settledSeconds: 0 }, identities },
      ...{ unassigned: { tracks: 0, seconds: 0 }, notFaces: { tracks: 0 }, conflicts: [] },
    },
    'review.tracks': ({ limit, offset }: { readonly limit: number; readonly offset: number }) => ({
      items: Array.from({ length: Math.max(0, Math.min(limit, tracks - offset)) }, (_, index) => track(offset + index)),
      total: tracks,
    }),
  };
}

function identity(number: number, tracks: number) {
  const seconds = 4 + (number % 9);
  const crops = Array.from({ length: CROPS_OF_STACK }, (_, place) => {
    const face = (number - 1) * CROPS_OF_STACK + place + 1;
    return { face, track: number, url: `/crops/${face}.jpg` };
  });
  return {
    ...{ number, madeBy: null, person: null, saidBy: null, isNobody: false, name: null, suggestion: null },
    ...{ isSettled: false, isLocked: false, ignoredAs: null, never: [], seconds, unsettledSeconds: seconds },
    ...{ firstSeconds: number, lastSeconds: number + seconds, tracks, faces: tracks * FACES_OF_TRACK, confidence: 0.5 },
    ...{ cohesion: 0.6, flags: ['low-confidence'], crops },
  };
}

function track(index: number) {
  const firstSeconds = index * EVERY_SECONDS;
  const faces = Array.from({ length: FACES_OF_TRACK }, (_, place) => {
    const number = index * FACES_OF_TRACK + place + 1;
    const seconds = firstSeconds + place / 2;
    return { number, seconds, quality: 0.7, isExcluded: false, url: `/crops/of-track/${number}.jpg` };
  });
  const lastSeconds = firstSeconds + FACES_OF_TRACK / 2;
  return { number: index + 1, shot: index + 1, firstSeconds, lastSeconds, isBounded: false, confidence: 0.8, faces };
}
