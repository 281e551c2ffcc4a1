/** Says who somebody is, and adds them to the cast where they are new in it. */
import type { ReviewIdentity } from '../../../server/contract/review.ts';
import type { Picked } from './name-picker.tsx';
import { type Answer, assignEdits, assignTracksEdits, moveEdits, type Parts } from './plan-edits.ts';
import type { Review } from './use-review-state.ts';

export function useAnswers({ state, say, addPerson }: Review) {
  /** Null: they could not be added. */
  const answerOf = async (picked: Picked): Promise<Answer | null> => {
    if (picked.kind !== 'new') return picked;
    const id = await addPerson(picked.name);
    return id === null ? null : { kind: 'person', id };
  };
  return {
    async ofStacks(stacks: readonly ReviewIdentity[], picked: Picked): Promise<void> {
      const answer = await answerOf(picked);
      if (answer) await say(assignEdits(stacks, answer));
    },
    async ofParts({ tracks, faces }: Parts, picked: Picked): Promise<void> {
      const answer = await answerOf(picked);
      if (!answer) return;
      const edits = assignTracksEdits(tracks, answer);
      if (faces.length === 0) {
        await say(edits);
        return;
      }
      const own =
        answer.kind === 'person' ? state?.identities.find(({ person }) => person?.id === answer.id) : undefined;
      const to = answer.kind === 'unknown' ? ('unassigned' as const) : own?.number;
      if (to !== undefined) {
        await say([...edits, ...moveEdits({ tracks: [], faces }, to)]);
        return;
      }
      // Nobody has a stack of that person yet: the faces make one, and then it is said who it is.
      const taken = await say([...edits, { kind: 'move-faces', faces: [...faces], to: 'new' }]);
      const made = taken?.edits.at(-1)?.made ?? null;
      if (made === null) return;
      await say([{ kind: 'assign', identity: made, personId: answer.kind === 'person' ? answer.id : null }]);
    },
  };
}
