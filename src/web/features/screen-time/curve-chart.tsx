/** The curves, and a line that is moved over them with the pointer or the arrow keys. */
import { type KeyboardEvent, type MouseEvent, memo, type PointerEvent } from 'react';
import { formatClock } from '../../lib/format-time.ts';
import type { Interval } from '../player/spans.ts';
import { type Step, ticksOf, totalAt } from './cumulative.ts';
import classes from './over-time.module.css';
import type { Subject } from './subjects.ts';

export interface Curve {
  readonly subject: Subject;
  readonly steps: readonly Step[];
}

interface CurveChartProps {
  readonly curves: readonly Curve[];
  readonly range: Interval;
  readonly at: number | null;
  readonly onAt: (seconds: number | null) => void;
  readonly onOpen: (key: string, until: number) => void;
}

/** So near to a curve means it. */
const NEAR_PIXELS = 16;
/** The drawing's own units, stretched to the room there is. */
const SIZE = 1000;

export function CurveChart({ curves, range, at, onAt, onOpen }: CurveChartProps) {
  const length = Math.max(1e-9, range.end - range.start);
  const top = Math.max(1, ...curves.map(({ steps }) => steps.at(-1)?.total ?? 0)) * 1.04;
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    onAt(range.start + length * Math.min(1, Math.max(0, (event.clientX - left) / width)));
  };
  /** Whose curve was meant. */
  const click = (event: MouseEvent<HTMLElement>) => {
    const { left, top: above, width, height } = event.currentTarget.getBoundingClientRect();
    const until = range.start + (length * (event.clientX - left)) / width;
    const wanted = nearestCurve(curves, until, (1 - (event.clientY - above) / height) * top);
    if (wanted && (Math.abs(wanted.off) / top) * height <= NEAR_PIXELS) onOpen(wanted.key, until);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && leaders[0]) {
      event.preventDefault();
      onOpen(leaders[0].key, at ?? range.end);
    }
    const next = moved(event.key, at ?? range.end, range);
    if (next === null) return;
    event.preventDefault();
    // The page's own keys are not meant.
    event.stopPropagation();
    onAt(next);
  };
  const leaders = curves
    .map(({ subject, steps }) => ({ key: subject.key, name: subject.name, total: totalAt(steps, at ?? range.end) }))
    .toSorted((a, b) => b.total - a.total)
    .slice(0, 3);
  return (
    <div className={classes['chart']}>
      <div className={classes['plot']}>
        {ticksOf(top, 6).map((total) => (
          <div key={total} className={classes['level']} style={{ bottom: `${(100 * total) / top}%` }} aria-hidden>
            <span className="numbers">{total} s</span>
          </div>
        ))}
        <Lines curves={curves} start={range.start} length={length} top={top} />
        {at !== null && (
          <div className={classes['cursor']} style={{ left: `${(100 * (at - range.start)) / length}%` }} aria-hidden />
        )}
        <div
          className={classes['pointing']}
          role="slider"
          tabIndex={0}
          aria-label="Time at which the seconds are read"
          aria-valuemin={range.start}
          aria-valuemax={range.end}
          aria-valuenow={at ?? range.end}
          aria-valuetext={`${formatClock(at ?? range.end, 1)}: ${leaders.map(({ name, total }) => `${name} ${total.toFixed(1)} seconds`).join(', ')}`}
          onPointerMove={point}
          onPointerDown={point}
          onClick={click}
          title="Click on a curve, or press Enter for the highest: what it is made of"
          onPointerLeave={() => onAt(null)}
          onBlur={() => onAt(null)}
          onKeyDown={press}
        />
      </div>
      <div className={classes['times']} aria-hidden>
        {ticksOf(length, 8).map((seconds) => (
          <span key={seconds} className="numbers" style={{ left: `${(100 * seconds) / length}%` }}>
            {formatClock(range.start + seconds)}
          </span>
        ))}
      </div>
    </div>
  );
}

interface LinesProps {
  readonly curves: readonly Curve[];
  readonly start: number;
  readonly length: number;
  readonly top: number;
}

const Lines = memo(function Lines({ curves, start, length, top }: LinesProps) {
  return (
    <svg viewBox={`0 0 ${SIZE} ${SIZE}`} preserveAspectRatio="none" aria-hidden="true" className={classes['lines']}>
      {/* Who is seen most lies on top. */}
      {curves.toReversed().map(({ subject, steps }) => (
        <polyline
          key={subject.key}
          points={steps
            .map(({ at, total }) => `${((at - start) / length) * SIZE},${SIZE - (total / top) * SIZE}`)
            .join(' ')}
          fill="none"
          stroke={subject.colour}
          strokeWidth={1.75}
          strokeDasharray={subject.isUnattributed ? '4 4' : undefined}
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
});

/** @returns by how many seconds the nearest curve is off. */
function nearestCurve(curves: readonly Curve[], at: number, seconds: number) {
  return curves
    .map(({ subject, steps }) => ({ key: subject.key, off: totalAt(steps, at) - seconds }))
    .toSorted((a, b) => Math.abs(a.off) - Math.abs(b.off))[0];
}

/** Null: the key means nothing here. */
function moved(key: string, at: number, { start, end }: Interval): number | null {
  const step = (end - start) / 100;
  const to: Readonly<Record<string, number>> = {
    ArrowLeft: at - step,
    ArrowRight: at + step,
    PageDown: at - 10 * step,
    PageUp: at + 10 * step,
    Home: start,
    End: end,
  };
  const wanted = to[key];
  return wanted === undefined ? null : Math.min(end, Math.max(start, wanted));
}
