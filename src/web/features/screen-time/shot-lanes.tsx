/** A lane per person over all shots: the longer somebody is in a shot, the fuller its colour. */
import { type MouseEvent, memo } from 'react';
import type { Interval } from '../player/spans.ts';
import { receiptText } from './receipt-address.ts';
import type { ShotPresence } from './shot-strip.ts';
import classes from './shots.module.css';
import type { Subject } from './subjects.ts';

interface ShotLanesProps {
  readonly strip: readonly ShotPresence[];
  readonly subjects: readonly Subject[];
  readonly range: Interval;
  readonly onReceipt: (receipt: string) => void;
}

const WIDTH = 1000;
const LANE = 10;
const GAP = 2;
/** Also who is there for a moment can be seen. */
const PALEST = 0.25;

/** The list under it says the same in words, with a button for each. */
export const ShotLanes = memo(function ShotLanes({ strip, subjects, range, onReceipt }: ShotLanesProps) {
  const seen = subjects.filter(({ receipts }) => receipts.length > 0);
  const height = Math.max(LANE, seen.length * (LANE + GAP));
  const scale = WIDTH / Math.max(1e-9, range.end - range.start);
  const x = (seconds: number): number => (Math.min(Math.max(seconds, range.start), range.end) - range.start) * scale;
  const lanes = new Map(seen.map((subject, lane) => [subject, lane]));
  const open = (event: MouseEvent<SVGSVGElement>) => {
    const receipt = event.target instanceof SVGElement ? event.target.dataset['receipt'] : undefined;
    if (receipt !== undefined) onReceipt(receipt);
  };
  return (
    <svg
      onClick={open}
      viewBox={`0 0 ${WIDTH} ${height}`}
      preserveAspectRatio="none"
      style={{ height }}
      className={classes['lanes']}
      aria-hidden="true"
    >
      {strip.map(({ shot, present }) => (
        <g key={shot.number}>
          <rect x={x(shot.startSeconds)} width={0.5} y={0} height={height} className={classes['cut']} />
          {present.map(({ subject, seconds }) => (
            <rect
              key={subject.key}
              x={x(shot.startSeconds)}
              width={Math.max(0.5, x(shot.endSeconds) - x(shot.startSeconds))}
              y={(lanes.get(subject) ?? 0) * (LANE + GAP)}
              height={LANE}
              fill={subject.colour}
              data-receipt={receiptText([subject.key], { shot: shot.number })}
              opacity={PALEST + (1 - PALEST) * Math.min(1, seconds / (shot.endSeconds - shot.startSeconds))}
            />
          ))}
        </g>
      ))}
    </svg>
  );
});
