import { Anchor } from '@mantine/core';
import classes from './detail.module.css';
import type { Review } from './use-review-state.ts';

interface ElsewhereProps {
  readonly review: Review;
  readonly number: number;
  readonly onOpen: (number: number) => void;
}

/** Other stacks that are, or may be, the same person. */
export function Elsewhere({ review: { state }, number, onOpen }: ElsewhereProps) {
  const own = state?.identities.find((identity) => identity.number === number);
  const id = (own?.person ?? own?.suggestion)?.id;
  const others = state?.identities.filter(
    (identity) => identity.number !== number && id !== undefined && (identity.person ?? identity.suggestion)?.id === id,
  );
  if (!others || others.length === 0) return null;
  return (
    <div className={classes['elsewhere']}>
      Also {(own?.person ?? own?.suggestion)?.name}:{' '}
      {others.slice(0, 6).map((identity, place) => (
        <span key={identity.number}>
          {place > 0 && ', '}
          <Anchor component="button" size="xs" onClick={() => onOpen(identity.number)}>
            stack {identity.number}
            {identity.person === null ? ' (perhaps)' : ''}
          </Anchor>
        </span>
      ))}
      {others.length > 6 && ` and ${others.length - 6} more`}
    </div>
  );
}
