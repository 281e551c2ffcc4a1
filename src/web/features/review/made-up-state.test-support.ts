/** A review as tests need it. */
import type { ReviewIdentity, ReviewStateShape } from '../../../server/contract/review.ts';

export const LISA = { id: '0c1c1e5c-0000-4000-8000-000000000001', name: 'Lisa Rinna' };
export const KYLE = { id: '0c1c1e5c-0000-4000-8000-000000000002', name: 'Kyle Richards' };

export function identity(number: number, values: Partial<ReviewIdentity> = {}): ReviewIdentity {
  const seconds = values.seconds ?? 10;
  return {
    number,
    madeBy: null,
    person: null,
    saidBy: null,
    isNobody: false,
    name: null,
    suggestion: null,
    isSettled: false,
    isLocked: false,
    ignoredAs: null,
    never: [],
    seconds,
    unsettledSeconds: values.isSettled ? 0 : seconds,
    firstSeconds: number,
    lastSeconds: number + 10,
    tracks: 2,
    faces: 20,
    confidence: 0.8,
    cohesion: 0.7,
    flags: [],
    crops: [{ face: number * 100, track: number * 10, url: `/crops/${number}.jpg` }],
    ...values,
  };
}

export function stateOf(identities: ReviewIdentity[], values: Partial<ReviewStateShape> = {}): ReviewStateShape {
  const sum = (value: (each: ReviewIdentity) => number) => identities.reduce((total, each) => total + value(each), 0);
  return {
    runId: '0c1c1e5c-0000-4000-8000-00000000000a',
    episodeId: 'demo-s01e01',
    seq: 0,
    totals: {
      seconds: sum(({ seconds }) => seconds),
      settledSeconds: sum(({ seconds, unsettledSeconds }) => seconds - unsettledSeconds),
    },
    identities,
    unassigned: { tracks: 0, seconds: 0 },
    notFaces: { tracks: 0 },
    conflicts: [],
    ...values,
  };
}
