/**
 * Binary search: the first index from `start` on, below `end`, of which a test is true; `end` when it is true of none. The test must be
 * true of every index after one that it is true of.
 */
export function firstIndex(start: number, end: number, isReached: (index: number) => boolean): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isReached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
