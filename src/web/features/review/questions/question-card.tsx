/** A question with what speaks for each answer, and the answers. */
import { Button, Group, Text, Title } from '@mantine/core';
import type { ReviewStateShape, ReviewTrack } from '../../../../server/contract/review.ts';
import type { ReviewQuestion } from '../../../../server/contract/review-questions.ts';
import { formatDuration } from '../../../lib/format-time.ts';
import { useShortcuts } from '../../../lib/shortcuts.tsx';
import { NameBox } from '../name-picker.tsx';
import type { Review } from '../use-review-state.ts';
import { AnswerButtons } from './answer-buttons.tsx';
import { BelongingTracks } from './belonging-tracks.tsx';
import { answerLabels, questionKeys } from './question-keys.ts';
import { PersonSide, StackSide } from './question-side.tsx';
import { questionNotes, questionWords } from './question-words.ts';
import classes from './questions.module.css';
import { Reason } from './reason.tsx';
import { SameCandidates } from './same-candidates.tsx';
import { useAnswering } from './use-answering.ts';
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
  const stacks = identities.map((number) => state.identities.find((each) => each.number === number));
  const [first] = stacks;
  const { answers, name, field, leaving, setLeaving, marked, isPossible } = useAnswering({
    question,
    first,
    review,
    sitting,
  });
  const isMarking = kind === 'which-same';
  const isWhose = kind === 'whose';
  const labels = answerLabels(kind, marked.size);
  const keys = questionKeys(question, { ...answers, names: review.names, marked: marked.size });
  useShortcuts('Question', canEdit && !isAsking ? keys : []);
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
        ) : isMarking && first ? (
          <>
            <StackSide runId={runId} identity={first} onPlay={onPlay} />
            <SameCandidates
              candidates={question.candidates}
              identities={state.identities}
              marked={marked}
              onToggle={canEdit ? answers.toggle : undefined}
            />
          </>
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
            <Button key={number} variant="default" onClick={() => answers.give(number)}>
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
          yes={yes || isMarking ? { label: labels.yes, run: answers.yes, isPossible } : null}
          no={no || isMarking ? { label: labels.no, run: answers.no, isPossible: true } : null}
          onName={kind === 'who' ? answers.typeName : undefined}
          onPass={answers.pass}
          onUndo={answers.undo}
        />
      )}
    </section>
  );
}
