/** Greedy agglomeration with remembered nearest partners (Anderberg 1973): about n² instead of n³ comparisons. */

export interface Agglomeration {
  /** Ids of the groups that take part; shrinks as groups merge. */
  readonly open: Set<number>;
  readonly threshold: number;
  readonly likeness: (a: number, b: number) => number;
  readonly mayMerge: (a: number, b: number) => boolean;
  /** Merges `b` into `a`. Afterwards `likeness` and `mayMerge` speak of the merged group. */
  readonly merge: (a: number, b: number) => void;
}

interface Partner {
  readonly id: number;
  readonly likeness: number;
}

/** Merges the most alike pair until none reaches the threshold. Of equally alike pairs the one with the lowest ids comes first. */
export function mergeMostAlike(task: Agglomeration): void {
  const { open } = task;
  const nearest = new Map<number, Partner | null>();
  for (const id of open) nearest.set(id, findNearest(id, task));
  for (;;) {
    const pair = mostAlikePair(nearest);
    if (!pair || pair.likeness < task.threshold) return;
    task.merge(pair.a, pair.b);
    open.delete(pair.b);
    nearest.delete(pair.b);
    nearest.set(pair.a, findNearest(pair.a, task));
    for (const id of open) {
      if (id === pair.a) continue;
      const known = nearest.get(id);
      if (known && (known.id === pair.a || known.id === pair.b)) nearest.set(id, findNearest(id, task));
      else if (task.mayMerge(id, pair.a)) {
        const offer = { id: pair.a, likeness: task.likeness(id, pair.a) };
        if (!known || isNearer(offer, known)) nearest.set(id, offer);
      }
    }
  }
}

function findNearest(id: number, { open, likeness, mayMerge }: Agglomeration): Partner | null {
  let best: Partner | null = null;
  for (const other of open) {
    if (other === id || !mayMerge(id, other)) continue;
    const offer = { id: other, likeness: likeness(id, other) };
    if (!best || isNearer(offer, best)) best = offer;
  }
  return best;
}

const isNearer = (offer: Partner, known: Partner): boolean =>
  offer.likeness > known.likeness || (offer.likeness === known.likeness && offer.id < known.id);

function mostAlikePair(
  nearest: ReadonlyMap<number, Partner | null>,
): { a: number; b: number; likeness: number } | null {
  let best: { a: number; b: number; likeness: number } | null = null;
  for (const [id, partner] of nearest) {
    if (!partner) continue;
    const pair = { a: Math.min(id, partner.id), b: Math.max(id, partner.id), likeness: partner.likeness };
    if (!best || pair.likeness > best.likeness || (pair.likeness === best.likeness && comesFirst(pair, best)))
      best = pair;
  }
  return best;
}

const comesFirst = (x: { a: number; b: number }, y: { a: number; b: number }): boolean =>
  x.a < y.a || (x.a === y.a && x.b < y.b);
