/** A question with what speaks for each answer, and the answers. */
import { Button, Group, Text, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ReviewStateShape, ReviewTrack } from '../../../../server/contract/review.ts';
import type { ReviewQuestion } from '../../../../server/contract/review-questions.ts';
import { formatDuration } from '../../../lib/format-time.ts';
import { useShortcuts } from '../../../lib/shortcuts.tsx';
import { NameBox, type Picked } from '../name-picker.tsx';
import { assignEdits } from '../plan-edits.ts';
import type { Review } from '../use-review-state.ts';
import { AnswerButtons } from './answer-buttons.tsx';
import { BelongingTracks } from './belonging-tracks.tsx';
import { answerLabels, questionKeys } from './question-keys.ts';
import { PersonSide, StackSide } from './question-side.tsx';
import { questionNotes, questionWords } from './question-words.ts';
import classes from './questions.module.css';
import { Reason } from './reason.tsx';
import type { Sitting } from './use-asking.ts';

interface QuestionCardProps {
  readonly runId: string;
  readonly question: ReviewQuestion;
  readonly review: Review;
  readonly state: ReviewStateShape;
  readonly sitting: Sitting;
  readonly canEdit: boolean;
  /** Something else has the keys. */
  readonly isAsking: boolean;
  readonly onPlay: (track: ReviewTrack) => void;
}

export function QuestionCard(props: QuestionCardProps) {
  const { runId, question, review, state, sitting, canEdit, isAsking, onPlay } = props;
  const { kind, identities, person, yes, no } = question;
  const [leaving, setLeaving] = useState<ReadonlySet<number>>(() => new Set(question.tracks));
  const field = useRef<HTMLInputElement>(null);
  const stacks = identities.map((number) => state.identities.find((each) => each.number === number));
  const [first] = stacks;

  const isSplit = yes?.kind === 'split';
  const isPossible = !isSplit || (leaving.size > 0 && leaving.size < (first?.tracks ?? Number.POSITIVE_INFINITY));
  const sayYes = (): void => {
    if (yes === null || !isPossible) return;
    sitting.say([question], 'yes', [isSplit ? { ...yes, tracks: [...leaving] } : yes]);
  };
  const sayNo = (): void => {
    if (no !== null) sitting.say([question], 'no', [no]);
  };
  const typeName = () => field.current?.focus();
  const pass = () => sitting.pass(question);
  const name = async (picked: Picked): Promise<void> => {
    if (!first) return;
    if (picked.kind === 'unknown') return pass();
    const id = picked.kind === 'new' ? await review.addPerson(picked.name) : null;
    if (picked.kind === 'new' && id === null) return;
    const answer = picked.kind === 'new' ? ({ kind: 'person', id: id! } as const) : picked;
    sitting.say([question], 'name', assignEdits([first], answer));
  };
  const isWhose = kind === 'whose';
  const labels = answerLabels(kind);
  const give = (to: number): void => {
    sitting.say([question], 'yes', [{ kind: 'move-tracks', tracks: question.tracks, to }]);
  };
  const answers = { names: review.names, yes: sayYes, no: sayNo, typeName, give, pass, undo: sitting.undo };
  useShortcuts('Question', canEdit && !isAsking ? questionKeys(question, answers) : []);
  return (
    <section className={classes['question']} aria-label="Question">
      <Title order={2} className={classes['asked']} aria-live="polite">
        {questionWords(question, review.names)}
      </Title>
      {questionNotes(question).map((note) => (
        <Text key={note} size="sm" c="dimmed" ta="center">
          {note}
        </Text>
      ))}
      <div className={classes['sides']} data-kind={kind}>
        {kind === 'which-not' && first ? (
          <BelongingTracks
            runId={runId}
            identity={first}
            proposed={question.tracks}
            leaving={leaving}
            onLeaving={setLeaving}
            onPlay={onPlay}
          />
        ) : (
          stacks.map(
            (stack, place) =>
              stack && <StackSide key={identities[place]} runId={runId} identity={stack} onPlay={onPlay} />,
          )
        )}
        {kind === 'is-person' && person && (
          <PersonSide name={person.name} person={review.cast.find(({ id }) => id === person.id)} />
        )}
        {kind === 'who' && canEdit && (
          // biome-ignore lint/a11y/noStaticElementInteractions: listens to the keys of the field.
          <div
            className={classes['side']}
            onKeyDown={(event) => {
              if (event.key === 'Escape') field.current?.blur();
            }}
          >
            <NameBox
              people={review.cast}
              suggested={(first?.person ?? first?.suggestion)?.id ?? null}
              initial=""
              fieldRef={field}
              onPick={(picked) => void name(picked)}
            />
          </div>
        )}
      </div>
      {isWhose && canEdit && (
        <Group justify="center" gap="xs">
          {identities.map((number, place) => (
            <Button key={number} variant="default" onClick={() => give(number)}>
              {place + 1}: {review.names.identity(number)}
            </Button>
          ))}
        </Group>
      )}
      <Reason question={question} />
      <Text size="xs" c="dimmed" ta="center" className="numbers">
        An answer is expected to settle {formatDuration(question.seconds)}.
      </Text>
      {canEdit && (
        <AnswerButtons
          yes={yes && { label: labels.yes, run: sayYes, isPossible }}
          no={no && { label: labels.no, run: sayNo, isPossible: true }}
          onName={kind === 'who' ? typeName : undefined}
          onPass={pass}
          onUndo={sitting.undo}
        />
      )}
    </section>
  );
}
