/** When somebody is on screen, as a list: what their lane shows, to be read and walked through. */
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { formatClock } from '../../lib/format-time.ts';
import type { Person } from './people.ts';
import classes from './player.module.css';
import type { PlayerControl } from './player-control.ts';
import { spanAt } from './spans.ts';
import { useAtMoment } from './use-control.ts';

/** More are shown when asked for. */
const FIRST = 60;

interface SpanListProps {
  readonly control: PlayerControl;
  readonly person: Person;
  /** A track by which the person is found in other episodes; null: there is none. */
  readonly elsewhere: { readonly run: string; readonly track: number } | null;
}

export function SpanList({ control, person, elsewhere }: SpanListProps) {
  const { spans, receipts, name } = person;
  const now = useAtMoment(
    control,
    useCallback((seconds: number) => spanAt(spans, seconds), [spans]),
  );
  const [shownOf, setShownOf] = useState<string>();
  const count = shownOf === person.key ? spans.starts.length : Math.min(FIRST, spans.starts.length);
  return (
    <section className={classes['spans']} aria-label={`When ${name} is on screen`}>
      <Text size="xs" c="dimmed" px={8} py={2}>
        {spans.starts.length} {spans.starts.length === 1 ? 'span' : 'spans'} in{' '}
        {new Set(receipts.map(({ shot }) => shot)).size} shots
        {elsewhere && !person.isUnattributed && (
          <>
            {' · '}
            <Link to="/search" search={elsewhere} className={classes['elsewhere']}>
              Find elsewhere
            </Link>
          </>
        )}
      </Text>
      {Array.from({ length: count }, (_, index) => (
        <button
          type="button"
          key={spans.starts[index]}
          className={`numbers ${classes['span']}`}
          data-now={index === now || undefined}
          aria-current={index === now || undefined}
          onClick={() => control.seek(spans.starts[index]!)}
        >
          <span>
            {formatClock(spans.starts[index]!, 2)} – {formatClock(spans.ends[index]!, 2)}
          </span>
          <span>{(spans.ends[index]! - spans.starts[index]!).toFixed(1)} s</span>
        </button>
      ))}
      {count < spans.starts.length && (
        <Anchor component="button" size="xs" px={8} onClick={() => setShownOf(person.key)}>
          Show all {spans.starts.length}
        </Anchor>
      )}
    </section>
  );
}
