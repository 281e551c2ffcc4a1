/** A bar per episode: as it stands, and a mark where the machine had it. The table below has the same numbers. */
import { formatSeconds } from '../../lib/format-time.ts';
import classes from './person.module.css';
import { shortCode } from './season-table.ts';
import type { TrendPoint } from './trend.ts';

/** The drawing's own units, stretched to the room there is. */
const HEIGHT = 1000;
const SLOT = 100;
/** With more there is no room for all codes. */
const MOST_CODES = 16;

export function TrendChart({ points }: { readonly points: readonly TrendPoint[] }) {
  const top = Math.max(1e-9, ...points.flatMap(({ seconds, machineSeconds }) => [seconds, machineSeconds])) * 1.05;
  const every = Math.ceil(points.length / MOST_CODES);
  const total = points.reduce((sum, { seconds }) => sum + seconds, 0);
  return (
    <div>
      <svg
        viewBox={`0 0 ${points.length * SLOT} ${HEIGHT}`}
        preserveAspectRatio="none"
        className={classes['bars']}
        role="img"
        aria-label={`Seconds in each of ${points.length} episodes, ${formatSeconds(total)} together; the table has the numbers`}
      >
        <line
          x1="0"
          x2={points.length * SLOT}
          y1={HEIGHT}
          y2={HEIGHT}
          stroke="var(--line)"
          vectorEffect="non-scaling-stroke"
        />
        {points.map(({ episode, seconds, machineSeconds }, index) => {
          const height = (seconds / top) * HEIGHT;
          const mark = HEIGHT - (machineSeconds / top) * HEIGHT;
          const differs = Math.abs(machineSeconds - seconds) > 0.05;
          return (
            <g key={episode.episodeId}>
              <rect
                x={index * SLOT + SLOT * 0.14}
                y={HEIGHT - height}
                width={SLOT * 0.72}
                height={height}
                fill="var(--mantine-color-indigo-5)"
                opacity={episode.isOutOfDate ? 0.5 : 1}
              >
                <title>{`${shortCode(episode)}: ${formatSeconds(seconds)}${differs ? `, by the machine alone ${formatSeconds(machineSeconds)}` : ''}`}</title>
              </rect>
              {differs && (
                <line
                  x1={index * SLOT + SLOT * 0.04}
                  x2={index * SLOT + SLOT * 0.96}
                  y1={mark}
                  y2={mark}
                  stroke="var(--mantine-color-text)"
                  strokeWidth={2}
                  strokeDasharray="4 3"
                  vectorEffect="non-scaling-stroke"
                />
              )}
            </g>
          );
        })}
      </svg>
      <div className={`${classes['ticks']} numbers`} aria-hidden>
        {points.map(({ episode }, index) => (
          <span key={episode.episodeId}>{index % every === 0 ? shortCode(episode) : ''}</span>
        ))}
      </div>
    </div>
  );
}
