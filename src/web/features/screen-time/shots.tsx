/** Shot by shot: who is in it. */
import { Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Shot } from '../../../server/contract/results.ts';
import { formatClock } from '../../lib/format-time.ts';
import { Panel } from '../../ui/panel.tsx';
import type { Interval } from '../player/spans.ts';
import { PlayerLink } from './player-link.tsx';
import { receiptText } from './receipt-address.ts';
import { ReceiptButton } from './receipt-button.tsx';
import { ShotLanes } from './shot-lanes.tsx';
import { type ShotPresence, shotStrip } from './shot-strip.ts';
import classes from './shots.module.css';
import type { Subject } from './subjects.ts';

interface ShotsProps {
  readonly shots: readonly Shot[];
  readonly subjects: readonly Subject[];
  readonly range: Interval;
  readonly onReceipt: (receipt: string) => void;
}

export function Shots({ shots, subjects, range, onReceipt }: ShotsProps) {
  const { start, end } = range;
  const strip = useMemo(() => shotStrip(shots, subjects, { start, end }), [shots, subjects, start, end]);
  const empty = strip.filter(({ present }) => present.length === 0).length;
  return (
    <Panel
      title="Shots"
      aside={
        <Text size="xs" c="dimmed" className="numbers">
          {strip.length} shots, {empty} without a face
        </Text>
      }
    >
      <ShotLanes strip={strip} subjects={subjects} range={range} onReceipt={onReceipt} />
      <ol className={classes['list']}>
        {strip.map((each) => (
          <ShotItem key={each.shot.number} {...each} onReceipt={onReceipt} />
        ))}
      </ol>
    </Panel>
  );
}

function ShotItem({ shot, present, onReceipt }: ShotPresence & Pick<ShotsProps, 'onReceipt'>) {
  const length = shot.endSeconds - shot.startSeconds;
  return (
    <li className={classes['shot']}>
      <span className={`numbers ${classes['number']}`}>{shot.number}</span>
      <PlayerLink seconds={shot.startSeconds} label={`Shot ${shot.number}, watch from`}>
        {formatClock(shot.startSeconds, 1)}
      </PlayerLink>
      <span className={`numbers ${classes['length']}`}>{length.toFixed(1)} s</span>
      <span className={classes['people']}>
        {present.length === 0 && <span className={classes['nobody']}>no face</span>}
        {present.map(({ subject, seconds }) => (
          <span key={subject.key} className={classes['person']} data-unattributed={subject.isUnattributed || undefined}>
            <span className={classes['dot']} style={{ background: subject.colour }} />
            {subject.name}
            <small>
              <ReceiptButton
                label={`${subject.name} in shot ${shot.number}`}
                onOpen={() => onReceipt(receiptText([subject.key], { shot: shot.number }))}
              >
                {seconds.toFixed(1)} s
              </ReceiptButton>
            </small>
          </span>
        ))}
      </span>
    </li>
  );
}
