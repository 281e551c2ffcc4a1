/** What the machine would say, the surest first: taken one by one, all above a line, or dismissed for good. */
import { Button } from '@mantine/core';
import { Lightbulb } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ReviewStateShape } from '../../../../server/contract/review.ts';
import type { ReviewQuestions } from '../../../../server/contract/review-questions.ts';
import { useShortcuts } from '../../../lib/shortcuts.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { count } from '../edit-sentences.ts';
import type { Review } from '../use-review-state.ts';
import { AcceptLine } from './accept-line.tsx';
import { answersIn, nextQuestions } from './ask-session.ts';
import { bySureness, isSuggestion, planAccepted } from './plan-accepted.ts';
import classes from './questions.module.css';
import { SettledBar } from './settled-bar.tsx';
import { SuggestionRow } from './suggestion-row.tsx';
import type { Sitting } from './use-asking.ts';

interface SuggestionsProps {
  readonly runId: string;
  readonly review: Review;
  readonly state: ReviewStateShape;
  readonly sitting: Sitting;
  readonly list: ReviewQuestions;
  readonly canEdit: boolean;
}

const FIRST_LINE = 0.9;

export function Suggestions({ runId, review, state, sitting, list, canEdit }: SuggestionsProps) {
  const { session } = sitting;
  const [line, setLine] = useState(FIRST_LINE);
  const suggestions = useMemo(
    () => nextQuestions(session, list).filter(isSuggestion).toSorted(bySureness),
    [session, list],
  );
  const plan = useMemo(
    () => planAccepted(suggestions, { apart: list.apart, identities: state.identities, line }),
    [suggestions, list.apart, state.identities, line],
  );
  useShortcuts('Suggestions', canEdit ? [{ keys: 'z', label: 'Undo the last answer', run: sitting.undo }] : []);
  const answers = answersIn(session).length;
  const acceptAll = (places: readonly number[]): void => {
    const keys = new Set(places.map((place) => plan.accepted[place]));
    const taken = suggestions.filter(({ key }) => keys.has(key));
    sitting.say(
      taken,
      'yes',
      places.map((place) => plan.edits[place]!),
    );
  };
  return (
    <>
      <SettledBar list={list} answers={answers} />
      {answers > 0 && canEdit && (
        <div className={classes['undo']}>
          <Button size="xs" variant="default" onClick={sitting.undo}>
            Undo the last (Z)
          </Button>
          <Button size="xs" variant="default" onClick={() => void sitting.undoAll()}>
            Undo all {answers} of this sitting
          </Button>
        </div>
      )}
      {suggestions.length === 0 ? (
        <EmptyState icon={<Lightbulb size={36} />} title={sitting.isBehind ? 'Looking' : 'No suggestions'}>
          {sitting.isBehind
            ? 'What follows from the last answers is worked out.'
            : 'Nobody looks like somebody else or like the cast who has not been dealt with.'}
        </EmptyState>
      ) : (
        <>
          {canEdit && (
            <AcceptLine
              runId={runId}
              seq={list.seq}
              line={line}
              onLine={setLine}
              plan={plan}
              names={review.names}
              onAccept={acceptAll}
            />
          )}
          <ul className={classes['rows']} aria-label={count(suggestions.length, 'suggestion')}>
            {suggestions.map((suggestion) => (
              <SuggestionRow
                key={suggestion.key}
                suggestion={suggestion}
                names={review.names}
                isAbove={suggestion.probability >= line}
                canEdit={canEdit}
                onAccept={() => suggestion.yes && sitting.say([suggestion], 'yes', [suggestion.yes])}
                onDismiss={() => suggestion.no && sitting.say([suggestion], 'no', [suggestion.no])}
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
