/** When a track is on screen: by two times, or by where the player stands. */
import { Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReviewTrack } from '../../../server/contract/review.ts';
import { formatClock } from '../../lib/format-time.ts';
import type { PlayerControl } from '../player/player-control.ts';
import { parseTime } from '../screen-time/parse-time.ts';
import classes from './detail.module.css';

interface BoundsFormProps {
  readonly track: ReviewTrack;
  readonly control: PlayerControl;
  readonly onSave: (bounds: { firstSeconds: number; lastSeconds: number }) => void;
  readonly onClose: () => void;
}

const DIGITS = 3;

export function BoundsForm({ track, control, onSave, onClose }: BoundsFormProps) {
  const [first, setFirst] = useState(formatClock(track.firstSeconds, DIGITS));
  const [last, setLast] = useState(formatClock(track.lastSeconds, DIGITS));
  const [isTried, setTried] = useState(false);
  const [firstSeconds, lastSeconds] = [parseTime(first), parseTime(last)];
  const wrong =
    firstSeconds === null || lastSeconds === null
      ? 'Times are written like 1:02:03.4'
      : lastSeconds <= firstSeconds
        ? 'A track ends after it begins'
        : null;
  const here = () => formatClock(control.moment().seconds, DIGITS);
  const side = (label: string, value: string, set: (text: string) => void) => (
    <div>
      <TextInput
        size="xs"
        label={label}
        value={value}
        onChange={({ currentTarget }) => set(currentTarget.value)}
        className="numbers"
        w={112}
      />
      <Button size="compact-xs" variant="subtle" mt={2} onClick={() => set(here())}>
        Set to playhead
      </Button>
    </div>
  );
  return (
    <form
      className={classes['bounds']}
      aria-label={`When track ${track.number} is on screen`}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (wrong === null && firstSeconds !== null && lastSeconds !== null) onSave({ firstSeconds, lastSeconds });
      }}
    >
      <Group gap="xs" align="flex-start">
        {side('Begins', first, setFirst)}
        {side('Ends', last, setLast)}
        <Group gap={6} mt={22}>
          <Button type="submit" size="xs">
            Set
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Group>
      <Text
        size="xs"
        c={isTried && wrong !== null ? 'red' : 'dimmed'}
        role={isTried && wrong !== null ? 'alert' : undefined}
      >
        {isTried && wrong !== null ? wrong : 'Only inside its shot: the rest has no effect.'}
      </Text>
    </form>
  );
}
