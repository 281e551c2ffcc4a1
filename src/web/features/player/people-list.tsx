/** Who is on screen how long, in the episode or in the range that was chosen. */
import { Text } from '@mantine/core';
import { memo, useCallback, useMemo } from 'react';
import { formatClock } from '../../lib/format-time.ts';
import type { People, Person } from './people.ts';
import { PersonRow } from './person-row.tsx';
import classes from './player.module.css';
import type { PlayerControl } from './player-control.ts';
import { SpanList } from './span-list.tsx';
import { type Interval, secondsWithin, spanAt } from './spans.ts';
import { useAtMoment } from './use-control.ts';

interface PeopleListProps {
  readonly control: PlayerControl;
  readonly runId: string | null;
  readonly people: People;
  readonly range: Interval | null;
  readonly who: string | undefined;
  readonly hidden: ReadonlySet<string>;
  readonly onPerson: (key: string) => void;
  readonly onToggle: (key: string) => void;
}

export const PeopleList = memo(function PeopleList({
  control,
  runId,
  people,
  range,
  who,
  hidden,
  onPerson,
  onToggle,
}: PeopleListProps) {
  const visible = useVisible(control, people.all);
  const { end } = control.frames;
  const length = range ? range.end - range.start : end;
  const chosen = people.all.find(({ key }) => key === who);
  const [track] = [...people.ofTrack].find(([, person]) => person === chosen) ?? [];
  const elsewhere = runId !== null && track !== undefined ? { run: runId, track } : null;
  const seconds = useMemo(
    () => people.all.map((person) => (range ? secondsWithin(person.receipts, range.start, range.end) : person.seconds)),
    [people, range],
  );
  return (
    <section className={classes['people']} aria-label="People">
      <div className={classes['peopleBox']}>
        <div className={classes['peopleHead']}>
          <Text fw={600} component="h2" size="sm">
            People
          </Text>
          <Text size="xs" c="dimmed" className="numbers">
            {range ? `${formatClock(range.start, 1)} – ${formatClock(range.end, 1)}` : 'whole episode'} · seconds, share
          </Text>
        </div>
        <ul className={classes['peopleList']}>
          {people.all.map((person, place) => (
            <PersonRow
              key={person.key}
              person={person}
              seconds={seconds[place]!}
              share={length > 0 ? seconds[place]! / length : 0}
              isChosen={person.key === who}
              isHidden={hidden.has(person.key)}
              isOnScreen={visible.includes(`,${place},`)}
              onPerson={onPerson}
              onToggle={onToggle}
            />
          ))}
        </ul>
        {chosen && <SpanList control={control} person={chosen} elsewhere={elsewhere} />}
      </div>
    </section>
  );
});

/** Places of those on screen, each between commas: text, so that the same people are the same value. */
function useVisible(control: PlayerControl, all: readonly Person[]): string {
  const read = useCallback(
    (seconds: number) => all.map(({ spans }, place) => (spanAt(spans, seconds) >= 0 ? `,${place},` : '')).join(''),
    [all],
  );
  return useAtMoment(control, read);
}
