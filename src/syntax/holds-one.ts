/** Whether one of some ascending positions is in [start, end). */
export function holdsOne(
  { start, end }: { readonly start: number; readonly end: number },
  positions: ArrayLike<number>,
): boolean {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((positions[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return (positions[low] ?? Infinity) < end;
}
