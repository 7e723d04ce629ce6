/** Orders lists of numbers by the first number in which they differ, the larger one first. */
export function compareWeights(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, column) => value !== b[column]);
  return at === -1 ? 0 : (b[at] ?? 0) - (a[at] ?? 0);
}
