/** Digits without the zeros at their start. */
export function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

/** Order of two numbers of any size, as digits without zeros at their start. */
export function compareDigits(a: string, b: string): number {
  return a.length - b.length || (a === b ? 0 : a < b ? -1 : 1);
}

/** Order of two lists by their first different items; a list comes after its own start. */
export function compareLists(
  a: readonly string[],
  b: readonly string[],
  compare: (left: string, right: string) => number,
): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const order = compare(a[at] ?? '', b[at] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
