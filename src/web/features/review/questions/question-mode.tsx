/** One question at a time, answered with one key. */
import { Text } from '@mantine/core';
import { useState } from 'react';
import type { Episode } from '../../../../server/contract/episodes.ts';
import type { ReviewStateShape, ReviewTrack } from '../../../../server/contract/review.ts';
import type { ReviewQuestions } from '../../../../server/contract/review-questions.ts';
import { PageSkeleton } from '../../../ui/page-skeleton.tsx';
import type { Review } from '../use-review-state.ts';
import { answersIn } from './ask-session.ts';
import { QuestionCard } from './question-card.tsx';
import { SessionSummary } from './session-summary.tsx';
import { SettledBar } from './settled-bar.tsx';
import { SpanDialog } from './span-dialog.tsx';
import type { Sitting } from './use-asking.ts';
import { useComingPictures } from './use-coming-pictures.ts';
import { useCurrentQuestion } from './use-current-question.ts';

interface QuestionModeProps {
  readonly episode: Episode;
  readonly runId: string;
  readonly review: Review;
  readonly state: ReviewStateShape;
  readonly sitting: Sitting;
  readonly list: ReviewQuestions;
  readonly canEdit: boolean;
}

export function QuestionMode({ episode, runId, review, state, sitting, list, canEdit }: QuestionModeProps) {
  const { current, coming, isOver, isStopped } = useCurrentQuestion(sitting);
  const [played, setPlayed] = useState<ReviewTrack | null>(null);
  useComingPictures(runId, coming, state);
  return (
    <>
      <SettledBar list={list} answers={answersIn(sitting.session).length} />
      {!canEdit && (
        <Text size="sm" c="dimmed">
          You can look at the questions. Reviewers answer them.
        </Text>
      )}
      {isOver ? (
        <SessionSummary list={list} isStopped={isStopped} sitting={sitting} />
      ) : current === null ? (
        <PageSkeleton />
      ) : (
        <QuestionCard
          key={current.key}
          runId={runId}
          question={current}
          review={review}
          state={state}
          sitting={sitting}
          canEdit={canEdit}
          isAsking={played !== null}
          onPlay={setPlayed}
        />
      )}
      {played && <SpanDialog episode={episode} runId={runId} track={played} onClose={() => setPlayed(null)} />}
    </>
  );
}
