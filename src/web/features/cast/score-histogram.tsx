/** How alike faces of one person are, and of two, with the lines of naming across. */
import { type Histogram, histogram } from './histogram-bars.ts';
import classes from './recognition.module.css';

interface HistogramLine {
  readonly label: string;
  readonly at: number;
  readonly kind: 'present' | 'proposed';
}

interface ScoreHistogramProps {
  readonly same: readonly number[];
  readonly different: readonly number[];
  readonly binWidth: number;
  readonly lines: readonly HistogramLine[];
  /** What is compared, for those who hear the page. */
  readonly title: string;
}

/** The drawing's own units, stretched to the room there is. */
const SIZE = { width: 1000, height: 400 };

export function ScoreHistogram({ same, different, binWidth, lines, title }: ScoreHistogramProps) {
  const shown = histogram({ same, different }, binWidth);
  const { bars, from, to, highest } = shown;
  const x = (likeness: number): number => (100 * (likeness - from)) / (to - from);
  const ticks = Array.from({ length: 7 }, (_, index) => -0.2 + index * 0.2).filter((each) => each >= from);
  return (
    <figure className={classes['figure']}>
      <figcaption className={classes['legend']}>
        <span>
          <i className={classes['different']} /> two people
        </span>
        <span>
          <i className={classes['same']} /> one person
        </span>
        {lines.some(({ kind }) => kind === 'present') && (
          <span>
            <i className={classes['presentSign']} /> lines now
          </span>
        )}
        {lines.some(({ kind }) => kind === 'proposed') && (
          <span>
            <i className={classes['proposedSign']} /> proposed
          </span>
        )}
      </figcaption>
      <div className={classes['plot']}>
        <svg
          viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${title}: ${describe(shown)}`}
        >
          {(['different', 'same'] as const).map((side) => (
            <g key={side} className={classes[side]}>
              {bars.map((bar) => {
                if (bar[side] === 0) return null;
                const height = (bar[side] / highest) * SIZE.height * 0.96;
                const left = ((bar.from - from) / (to - from)) * SIZE.width;
                const width = ((binWidth * 2) / (to - from)) * SIZE.width;
                return <rect key={bar.from} x={left} y={SIZE.height - height} width={width * 0.94} height={height} />;
              })}
            </g>
          ))}
        </svg>
        {lines.map(({ label, at, kind }) => (
          <div
            key={label + kind}
            className={classes[kind]}
            style={{ left: `${x(at)}%` }}
            data-label={label}
            aria-hidden
          >
            <span>{label}</span>
          </div>
        ))}
      </div>
      <div className={`${classes['axis']} numbers`} aria-hidden>
        {ticks.map((at) => (
          <span key={at} style={{ left: `${x(at)}%` }}>
            {at.toFixed(1).replace('-', '−').replace('−0.0', '0.0')}
          </span>
        ))}
      </div>
    </figure>
  );
}

/** Where most of each lies. */
function describe({ bars }: Histogram): string {
  const middle = (side: 'same' | 'different'): string => {
    let sum = 0;
    for (const bar of bars) {
      sum += bar[side];
      if (sum >= 0.5)
        return `half of ${side === 'same' ? 'one person' : 'two people'} below ${(bar.from + 0.02).toFixed(2)}`;
    }
    return `nothing of ${side === 'same' ? 'one person' : 'two people'}`;
  };
  return `${middle('different')}, ${middle('same')}`;
}
