import { describe, expect, it } from 'vitest';
import { identity, KYLE, LISA } from '../made-up-state.test-support.ts';
import { isPerson, samePerson, who } from './made-up-question.test-support.ts';
import { isSuggestion, planAccepted, type Suggestion } from './plan-accepted.ts';

const identities = [1, 2, 3, 4].map((number) => identity(number));
const plan = (suggestions: readonly object[], { apart = [] as [number, number][], line = 0.5 } = {}) =>
  planAccepted(suggestions as Suggestion[], { apart, identities, line });

describe('suggestions', () => {
  it('are those that can be taken without a name, and that nobody has said no to', () => {
    expect(
      [
        samePerson(1, 2),
        isPerson(1),
        who(1),
        samePerson(1, 3, { isAgain: true }),
        samePerson(1, 4, { probability: 0.09 }),
      ].filter(isSuggestion),
    ).toEqual([samePerson(1, 2), isPerson(1)]);
  });
});

describe('suggestions taken together', () => {
  it('are those from the line on', () => {
    const { accepted, edits } = plan(
      [samePerson(1, 2, { probability: 0.9 }), samePerson(3, 4, { probability: 0.89 })],
      {
        line: 0.9,
      },
    );
    expect(accepted).toEqual(['same 1 2']);
    expect(edits).toEqual([{ kind: 'merge', into: 1, from: [2] }]);
  });

  it('go on with the identity that is left of those who were merged', () => {
    const { edits } = plan([
      samePerson(1, 2, { probability: 0.99 }),
      samePerson(2, 3, { probability: 0.98 }),
      isPerson(3, LISA, { probability: 0.97 }),
    ]);
    expect(edits).toEqual([
      { kind: 'merge', into: 1, from: [2] },
      { kind: 'merge', into: 1, from: [3] },
      { kind: 'confirm', identity: 1, personId: LISA.id },
    ]);
  });

  it('never make one of two who were seen together, however long the way', () => {
    const chain = [samePerson(1, 2, { probability: 0.99 }), samePerson(2, 3, { probability: 0.95 })];
    expect(plan(chain, { apart: [[1, 3]] })).toMatchObject({ accepted: ['same 1 2'], contradicting: ['same 2 3'] });
  });

  it('never name one person twice, the surer name counts', () => {
    const { edits, contradicting } = plan([
      isPerson(1, LISA, { probability: 0.9 }),
      isPerson(2, KYLE, { probability: 0.99 }),
      samePerson(1, 2, { probability: 0.95 }),
    ]);
    expect(edits).toEqual([
      { kind: 'confirm', identity: 2, personId: KYLE.id },
      { kind: 'merge', into: 1, from: [2] },
    ]);
    expect(contradicting).toEqual([`is 1 ${LISA.id}`]);
  });

  it('keep to what people have said who somebody is', () => {
    const said = [identity(1, { person: KYLE, saidBy: 'person' }), identity(2)];
    const suggestions = [samePerson(1, 2, { probability: 0.99 }), isPerson(2, LISA)] as Suggestion[];
    const { edits } = planAccepted(suggestions, { apart: [], identities: said, line: 0.5 });
    expect(edits).toEqual([{ kind: 'merge', into: 1, from: [2] }]);
  });
});
