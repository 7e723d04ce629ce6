/** Index of the first of some items, in order of position, that is at or after a position; their number when none is. */
export function firstFrom<T>(items: readonly T[], at: number, positionOf: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positionOf(items[middle]!) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
