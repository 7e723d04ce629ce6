import { firstIndex } from '../model/index.js';
/** Whether one of some ascending positions is in [start, end). */
export function holdsOne(
  { start, end }: { readonly start: number; readonly end: number },
  positions: ArrayLike<number>,
): boolean {
  const low = firstIndex(0, positions.length, (at) => (positions[at] ?? 0) >= start);
  return (positions[low] ?? Infinity) < end;
}
