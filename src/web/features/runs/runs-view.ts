/** Which runs are picked for comparing, as it stands in the address. */
import type { CompareView } from './compare-view.ts';

/** A third takes the place of the one that was picked first. */
export function withPicked({ left, right }: CompareView, id: string): CompareView {
  if (id === left) return right === undefined ? {} : { left: right };
  if (id === right) return left === undefined ? {} : { left };
  if (left === undefined) return { left: id };
  return { left: right ?? left, right: id };
}
