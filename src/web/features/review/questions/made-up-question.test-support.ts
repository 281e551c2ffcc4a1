/** Questions as tests need them. */
import type { ReviewQuestion } from '../../../../server/contract/review-questions.ts';
import { LISA } from '../made-up-state.test-support.ts';

const SHARED = {
  isAgain: false,
  isTwiceInAFrame: false,
  person: null,
  tracks: [],
  candidates: [],
  likeness: 0.6,
  seconds: 5,
  reason: null,
} as const;

export const samePerson = (into: number, from: number, values: Partial<ReviewQuestion> = {}): ReviewQuestion => ({
  ...SHARED,
  tracks: [],
  candidates: [],
  key: `same ${into} ${from}`,
  kind: 'same-person',
  identities: [into, from],
  probability: 0.9,
  yes: { kind: 'merge', into, from: [from] },
  no: { kind: 'different', identities: [into, from] },
  ...values,
});

export function isPerson(identity: number, person = LISA, values: Partial<ReviewQuestion> = {}): ReviewQuestion {
  return {
    ...SHARED,
    tracks: [],
    candidates: [],
    key: `is ${identity} ${person.id}`,
    kind: 'is-person',
    identities: [identity],
    person,
    probability: 0.9,
    yes: { kind: 'confirm', identity, personId: person.id },
    no: { kind: 'reject', identity, personId: person.id },
    ...values,
  };
}

export const who = (identity: number): ReviewQuestion => ({
  ...SHARED,
  tracks: [],
  candidates: [],
  key: `who ${identity}`,
  kind: 'who',
  identities: [identity],
  likeness: null,
  probability: 0.9,
  yes: null,
  no: null,
});
