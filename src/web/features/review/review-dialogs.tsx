/** The question that is open, if any. */
import type { ReviewIdentity } from '../../../server/contract/review.ts';
import { CompareDialog } from './compare-dialog.tsx';
import { count } from './edit-sentences.ts';
import { nameOf } from './identity-names.ts';
import { IgnoreDialog } from './ignore-dialog.tsx';
import { NameDialog } from './name-dialog.tsx';
import { NamePicker } from './name-picker.tsx';
import { OutliersDialog } from './outliers-dialog.tsx';
import { differentEdits, ignoreEdits, mergeEdits, type Parts, rejectEdits, renameEdits } from './plan-edits.ts';
import type { ReviewDialog } from './review-dialog.ts';
import { useAnswers } from './use-answers.ts';
import type { Review } from './use-review-state.ts';

interface ReviewDialogsProps {
  readonly runId: string;
  readonly review: Review;
  readonly dialog: ReviewDialog | null;
  readonly onClose: () => void;
  /** Stacks are about to be done with: the list goes on to the next. */
  readonly onDone: () => void;
}

export function ReviewDialogs({ runId, review, dialog, onClose, onDone }: ReviewDialogsProps) {
  const answers = useAnswers(review);
  const { state, cast, say } = review;
  if (dialog === null || !state) return null;
  const stacksOf = (numbers: readonly number[]): readonly ReviewIdentity[] =>
    numbers.flatMap((number) => state.identities.find((identity) => identity.number === number) ?? []);
  const finish = (edits: Parameters<typeof say>[0]): void => {
    onClose();
    onDone();
    void say(edits);
  };
  if (dialog.kind === 'who-parts') {
    return (
      <NamePicker
        title={`Who is in ${partWords(dialog.parts)}?`}
        people={cast}
        suggested={null}
        initial={dialog.initial}
        onPick={(picked) => {
          onClose();
          void answers.ofParts(dialog.parts, picked);
        }}
        onClose={onClose}
      />
    );
  }
  const stacks = stacksOf(dialog.kind === 'outliers' ? [dialog.stack] : dialog.stacks);
  const [first] = stacks;
  // Somebody else has done away with it meanwhile.
  if (!first) return null;
  const who = stacks.length === 1 ? nameOf(first) : `${stacks.length} stacks`;
  const isOrAre = stacks.length === 1 ? 'is' : 'are';
  const suggested =
    stacks.length === 1 ? ((first.saidBy === 'machine' ? first.person : first.suggestion)?.id ?? null) : null;
  switch (dialog.kind) {
    case 'who':
      return (
        <NamePicker
          title={`Who ${isOrAre} ${who}?`}
          people={cast}
          suggested={suggested}
          initial={dialog.initial}
          onPick={(picked) => {
            onClose();
            onDone();
            void answers.ofStacks(stacks, picked);
          }}
          onClose={onClose}
        />
      );
    case 'never':
      return (
        <NamePicker
          title={`Who ${isOrAre} ${who} never?`}
          people={cast}
          suggested={first.person?.id ?? suggested}
          initial=""
          isCastOnly
          onPick={(picked) => {
            onClose();
            if (picked.kind === 'person') void say(rejectEdits(stacks, picked.id));
          }}
          onClose={onClose}
        />
      );
    case 'ignore':
      return (
        <IgnoreDialog
          title={`Ignore ${who} as`}
          isIgnored={stacks.some(({ ignoredAs }) => ignoredAs !== null)}
          onPick={(as) => finish(ignoreEdits(stacks, as))}
          onClose={onClose}
        />
      );
    case 'name':
      return (
        <NameDialog
          title={`What ${isOrAre} ${who} called?`}
          initial={first.name ?? ''}
          onName={(name) => finish(renameEdits(stacks, name))}
          onClose={onClose}
        />
      );
    case 'compare':
      return (
        <CompareDialog
          stacks={stacks}
          onMerge={() => {
            onClose();
            void say(mergeEdits(stacks));
          }}
          onDifferent={
            stacks.length === 2
              ? () => {
                  onClose();
                  void say(differentEdits(stacks));
                }
              : null
          }
          onClose={onClose}
        />
      );
    case 'outliers':
      return (
        <OutliersDialog
          runId={runId}
          identity={first}
          onAccept={(tracks) => {
            onClose();
            void say([{ kind: 'split', identity: first.number, tracks: [...tracks] }]);
          }}
          onClose={onClose}
        />
      );
  }
}

const partWords = ({ tracks, faces }: Parts): string =>
  [tracks.length > 0 ? count(tracks.length, 'track') : null, faces.length > 0 ? count(faces.length, 'face') : null]
    .filter((each) => each !== null)
    .join(' and ');
