/** Two distributions of likeness as bars over one axis. */

export interface Bar {
  /** Least likeness of the bar. */
  readonly from: number;
  /** Share of its distribution, 0–1. */
  readonly same: number;
  readonly different: number;
}

export interface Histogram {
  readonly bars: readonly Bar[];
  /** Ends of the axis. */
  readonly from: number;
  readonly to: number;
  /** The highest share of any bar; 0 where there are none. */
  readonly highest: number;
}

/** The axis reaches at least so far, so that shows can be compared. */
const AXIS = { from: -0.2, to: 1 };
/** So many bins of the server are one bar. */
const BINS_PER_BAR = 2;

/** @param binWidth of the counts, which begin at −1. */
export function histogram(
  { same, different }: { readonly same: readonly number[]; readonly different: readonly number[] },
  binWidth: number,
): Histogram {
  const [sames, differents] = [joined(same), joined(different)];
  const [sameTotal, differentTotal] = [sum(same), sum(different)];
  const width = binWidth * BINS_PER_BAR;
  const all = sames.map((count, index) => ({
    from: round(index * width - 1),
    same: sameTotal > 0 ? count / sameTotal : 0,
    different: differentTotal > 0 ? (differents[index] ?? 0) / differentTotal : 0,
  }));
  const filled = all.filter((bar) => bar.same > 0 || bar.different > 0);
  const from = Math.min(AXIS.from, ...filled.map((bar) => bar.from));
  return {
    bars: all.filter((bar) => bar.from >= from - 1e-9 && bar.from < AXIS.to),
    from,
    to: AXIS.to,
    highest: Math.max(0, ...filled.flatMap((bar) => [bar.same, bar.different])),
  };
}

function joined(counts: readonly number[]): number[] {
  const bars = Array.from({ length: Math.ceil(counts.length / BINS_PER_BAR) }, () => 0);
  for (const [index, count] of counts.entries()) {
    const bar = Math.floor(index / BINS_PER_BAR);
    bars[bar] = (bars[bar] ?? 0) + count;
  }
  return bars;
}

const sum = (counts: readonly number[]): number => counts.reduce((all, each) => all + each, 0);
const round = (value: number): number => Math.round(value * 1e6) / 1e6;
