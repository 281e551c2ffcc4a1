import { Button, SegmentedControl } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Layers } from 'lucide-react';
import type { Episode } from '../../../../server/contract/episodes.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { PageSkeleton } from '../../../ui/page-skeleton.tsx';
import { useMe } from '../../accounts/use-me.ts';
import { NoResult } from '../../episodes/no-result.tsx';
import { useEpisode, useShownRun } from '../../episodes/use-episode.ts';
import { useReviewState } from '../use-review-state.ts';
import { QuestionMode } from './question-mode.tsx';
import classes from './questions.module.css';
import { Suggestions } from './suggestions.tsx';
import { useAsking } from './use-asking.ts';
import { useQuestionsView } from './use-questions-view.ts';

export function QuestionsPage() {
  const { data: episode } = useEpisode();
  return episode ? <OfEpisode episode={episode} /> : <PageSkeleton />;
}

function OfEpisode({ episode }: { readonly episode: Episode }) {
  const runId = useShownRun(episode);
  // Another run has other questions: everything begins anew.
  return runId === null ? <NoResult episode={episode} /> : <Questions key={runId} episode={episode} runId={runId} />;
}

interface QuestionsProps {
  readonly episode: Episode;
  readonly runId: string;
}

/** Asked and looked through at once: a question that settles most. */
const LISTED = 12;
/** As many as the server gives. */
const SUGGESTED = 200;
const SUGGESTION_KINDS = ['same-person' as const, 'is-person' as const];

function Questions({ episode, runId }: QuestionsProps) {
  const { me, may } = useMe();
  const review = useReviewState(runId, episode.show.id, me?.id ?? null);
  const { view, change } = useQuestionsView();
  const isListed = view.tab === 'suggestions';
  const asksNames = view.ask !== 'same';
  // Both sittings last while somebody goes from one to the other.
  const base = { runId, review, asksNames };
  const questions = useAsking({ ...base, reason: 'question', limit: LISTED, isActive: !isListed });
  const suggestions = useAsking({
    ...base,
    reason: 'suggestion',
    kinds: SUGGESTION_KINDS,
    limit: SUGGESTED,
    isActive: isListed,
  });
  const sitting = isListed ? suggestions : questions;
  const error = review.error ?? sitting.error;
  if (error && !(review.state && sitting.list)) {
    const again = (): void => {
      review.refetch();
      sitting.refetch();
    };
    return <FailureNotice title="The questions could not be read" error={error} onRetry={again} />;
  }
  const { state } = review;
  const canEdit = may('reviewer');
  const shared = { runId, review, canEdit };
  return (
    <div className={classes['page']}>
      <div className={classes['top']}>
        <SegmentedControl
          size="xs"
          aria-label="How to go through them"
          value={isListed ? 'suggestions' : 'one'}
          onChange={(tab) => change({ tab: tab === 'suggestions' ? 'suggestions' : undefined })}
          data={[
            { value: 'one', label: 'One at a time' },
            { value: 'suggestions', label: 'Suggestions' },
          ]}
        />
        <SegmentedControl
          size="xs"
          aria-label="What matters"
          value={asksNames ? 'names' : 'same'}
          onChange={(ask) => change({ ask: ask === 'same' ? 'same' : undefined })}
          data={[
            { value: 'names', label: 'Who it is' },
            { value: 'same', label: 'Only who is the same' },
          ]}
        />
        <Button
          className={classes['back'] ?? ''}
          size="xs"
          variant="default"
          leftSection={<Layers size={15} aria-hidden />}
          renderRoot={(props) => (
            <Link
              to="/episodes/$id/review"
              params={{ id: episode.id }}
              search={({ run }) => (run === undefined ? {} : { run })}
              {...props}
            />
          )}
        >
          All stacks
        </Button>
      </div>
      {!state || !sitting.list ? (
        <PageSkeleton />
      ) : isListed ? (
        <Suggestions {...shared} state={state} sitting={suggestions} list={sitting.list} />
      ) : (
        <QuestionMode {...shared} episode={episode} state={state} sitting={questions} list={sitting.list} />
      )}
    </div>
  );
}
