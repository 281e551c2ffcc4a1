import { groupBy } from '../../../pipeline/screen-time/group-by.ts';

export interface Sample<Item> {
  readonly items: readonly Item[];
  /** Less than there is. */
  readonly isSample: boolean;
}

/** Equally many of each person at most, spread evenly over theirs. */
export function someOfEach<Item extends { readonly person: string }>(
  items: readonly Item[],
  most: number,
): Sample<Item> {
  if (items.length <= most) return { items, isSample: false };
  const groups = [...groupBy(items, ({ person }) => person).values()].sort((a, b) => a.length - b.length);
  const chosen: Item[] = [];
  for (const [index, group] of groups.entries()) {
    // What those with few do not need goes to the others.
    const share = Math.max(1, Math.floor((most - chosen.length) / (groups.length - index)));
    const size = Math.min(share, group.length);
    for (let each = 0; each < size; each++) {
      const item = group[Math.floor((each * group.length) / size)];
      if (item) chosen.push(item);
    }
  }
  return { items: chosen, isSample: true };
}
