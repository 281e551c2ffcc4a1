/** All suggestions above a line at once, with a look at what that would change before. */
import { Button, Slider, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTrpc, useTrpcClient } from '../../../trpc.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { count } from '../edit-sentences.ts';
import { EffectTable } from '../effect-table.tsx';
import type { Names } from '../identity-names.ts';
import type { AcceptedPlan } from './plan-accepted.ts';
import { previewAccepted } from './preview-accepted.ts';
import classes from './questions.module.css';

interface AcceptLineProps {
  readonly runId: string;
  /** The state of the log that the plan was made for. */
  readonly seq: number;
  /** 0–1. */
  readonly line: number;
  readonly onLine: (line: number) => void;
  readonly plan: AcceptedPlan;
  readonly names: Names;
  /** @param places of the edits of the plan. */
  readonly onAccept: (places: readonly number[]) => void;
}

/** Below an even chance nobody would accept unseen. */
const LEAST_PERCENT = 50;
const MOST_PERCENT = 99;
/** While the line is moved nothing is asked of the server. */
const REST_MS = 250;

export function AcceptLine({ runId, seq, line, onLine, plan, names, onAccept }: AcceptLineProps) {
  const trpc = useTrpc();
  const client = useTrpcClient();
  const [settled] = useDebouncedValue(plan, REST_MS);
  const preview = useQuery({
    queryKey: [...trpc.review.preview.mutationKey(), 'accepted', runId, seq, settled.edits],
    enabled: settled.edits.length > 0,
    placeholderData: keepPreviousData,
    queryFn: () => previewAccepted(settled.edits, (edits) => client.review.preview.mutate({ runId, edits })),
  });
  const percent = Math.round(line * 100);
  const isFresh = settled === plan && !preview.isPlaceholderData && preview.data !== undefined;
  const found = plan.edits.length > 0 ? (preview.data ?? null) : null;
  const number = isFresh && found ? found.kept.length : plan.edits.length;
  const unfit = isFresh && found ? plan.edits.length - found.kept.length : 0;
  return (
    <section className={classes['line']} aria-label="Accept above a line">
      <div className={classes['lineTop']}>
        <div className={classes['slider']}>
          <Text size="sm" className="numbers">
            Accept all from <b>{percent} %</b> on
          </Text>
          <Slider
            min={LEAST_PERCENT}
            max={MOST_PERCENT}
            value={percent}
            onChange={(value) => onLine(value / 100)}
            label={(value) => `${value} %`}
            thumbLabel="Least probability in per cent"
          />
        </div>
        <Button disabled={!isFresh || !found} onClick={() => found && onAccept(found.kept)}>
          Accept {number}
        </Button>
      </div>
      {preview.error && (
        <FailureNotice
          title="What that would change could not be worked out"
          error={preview.error}
          onRetry={() => void preview.refetch()}
        />
      )}
      {(plan.contradicting.length > 0 || unfit > 0) && (
        <Text size="xs" c="dimmed" className="numbers">
          {plan.contradicting.length > 0 &&
            `${count(plan.contradicting.length, 'suggestion')} left out: surer ones say otherwise, or two people were seen together. `}
          {unfit > 0 && `${count(unfit, 'suggestion')} left out: locked, or changed meanwhile.`}
        </Text>
      )}
      {found ? (
        <EffectTable rows={found.rows} effectSeconds={found.effectSeconds} names={names} isOld={!isFresh} />
      ) : (
        <Text size="sm" c="dimmed">
          {plan.edits.length === 0 ? 'No suggestion is so sure.' : 'Working out what that would change…'}
        </Text>
      )}
    </section>
  );
}
