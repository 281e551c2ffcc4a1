/** Index of the last value at or below `value` in rising values; −1 when all are above. */
export function lastAtOrBelow(values: ArrayLike<number>, value: number): number {
  let low = -1;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (values[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
