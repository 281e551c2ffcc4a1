/**
 * What is chosen in a list that one walks through with the keyboard: a cursor, and marks on any number of items. What is done
 * is done to the marked ones, or, where none is, to the one under the cursor.
 */
export interface Choice {
  readonly cursor: number | null;
  readonly marked: ReadonlySet<number>;
  /** Where a range begins. */
  readonly anchor: number | null;
}

export const NO_CHOICE: Choice = { cursor: null, marked: new Set(), anchor: null };

/** A plain click: this one, and no other. */
export const chosen = (item: number): Choice => ({ cursor: item, marked: new Set(), anchor: item });

/** A click with Ctrl, or Space: marks an item or takes the mark away. The one that was chosen before stays chosen. */
export function toggledMark(choice: Choice, item: number): Choice {
  const { marked, cursor } = choice;
  const next = new Set(marked);
  if (next.size === 0 && cursor !== null && cursor !== item) next.add(cursor);
  if (!next.delete(item)) next.add(item);
  return { cursor: item, marked: next, anchor: item };
}

/** A click with Shift: everything from where the range begins, in the order of the list. */
export function markedRange({ anchor, cursor, marked }: Choice, item: number, shown: readonly number[]): Choice {
  const from = anchor ?? cursor ?? item;
  const [start, end] = [shown.indexOf(from), shown.indexOf(item)];
  if (start < 0 || end < 0) return chosen(item);
  const range = shown.slice(Math.min(start, end), Math.max(start, end) + 1);
  return { cursor: item, marked: new Set([...marked, ...range]), anchor: from };
}

interface Move {
  /** Items on; below 0: back. */
  readonly by: number;
  /** With Shift: what is passed is marked. */
  readonly marks?: boolean;
}

/** To another item, and no further than the ends. Marks stay. */
export function moved(choice: Choice, { by, marks = false }: Move, shown: readonly number[]): Choice {
  const { cursor } = choice;
  const at = cursor === null ? -1 : shown.indexOf(cursor);
  const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + by))];
  if (next === undefined) return NO_CHOICE;
  return marks ? markedRange(choice, next, shown) : { ...choice, cursor: next, anchor: next };
}

/** What something is done to, in the order of the list. */
export function targetsOf({ marked, cursor }: Choice, shown: readonly number[]): readonly number[] {
  if (marked.size > 0) return shown.filter((item) => marked.has(item));
  return cursor !== null && shown.includes(cursor) ? [cursor] : [];
}

/**
 * After the list has changed: marks of what is gone are dropped, and the cursor goes to what stands where its item was.
 *
 * @param before the list as the choice was made.
 */
export function settledIn(choice: Choice, before: readonly number[], shown: readonly number[]): Choice {
  const there = new Set(shown);
  const { cursor, marked } = choice;
  const isKept = [...marked].every((item) => there.has(item));
  if ((cursor === null || there.has(cursor)) && isKept) return choice;
  const kept = isKept ? marked : new Set([...marked].filter((item) => there.has(item)));
  if (cursor === null || there.has(cursor)) return { ...choice, marked: kept };
  const at = before.indexOf(cursor);
  // The next one that was behind it and still is there; else the last before it.
  const next =
    before.slice(at + 1).find((item) => there.has(item)) ??
    before.slice(0, Math.max(0, at)).findLast((item) => there.has(item)) ??
    shown[0] ??
    null;
  return { cursor: next, marked: kept, anchor: next };
}

/** On to the next one that nothing is done to, so that one can go on while what was done moves away. */
export function advanced(choice: Choice, shown: readonly number[]): Choice {
  const targets = new Set(targetsOf(choice, shown));
  const last = shown.findLastIndex((item) => targets.has(item));
  const next =
    shown.slice(last + 1).find((item) => !targets.has(item)) ??
    shown.slice(0, Math.max(0, last)).findLast((item) => !targets.has(item));
  return next === undefined ? { ...choice, marked: new Set() } : chosen(next);
}
