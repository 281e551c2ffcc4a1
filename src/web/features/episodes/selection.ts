/** Which rows of a list are chosen: one by one, or a range from the one that was touched last. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Where a range begins. */
  readonly anchor: string | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

/** Chooses a row, or drops it. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Gives all rows from the anchor to this one what this one gets. @param shown ids in the order of the list. */
export function toggledRange(selection: Selection, id: string, shown: readonly string[]): Selection {
  const [from, to] = [shown.indexOf(selection.anchor ?? id), shown.indexOf(id)];
  if (from < 0 || to < 0) return toggled(selection, id);
  const adds = !selection.ids.has(id);
  const next = new Set(selection.ids);
  for (const each of shown.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    if (adds) next.add(each);
    else next.delete(each);
  }
  return { ids: next, anchor: id };
}

/** All of them; none where all are chosen already. */
export const toggledAll = ({ ids }: Selection, shown: readonly string[]): Selection =>
  shown.every((id) => ids.has(id)) ? NOTHING : { ids: new Set(shown), anchor: null };
