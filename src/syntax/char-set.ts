/** A set of code points: ascending ranges [first, last] that do not touch. */
export type CharSet = readonly (readonly [number, number])[];

const LAST = 0x10ffff;

export const ANY_CHAR: CharSet = [[0, LAST]];

export function setOf(...ranges: readonly (readonly [number, number])[]): CharSet {
  const merged: [number, number][] = [];
  for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const open = merged.at(-1);
    if (open && first <= open[1] + 1) open[1] = Math.max(open[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

export function complementOf(set: CharSet): CharSet {
  const starts = [0, ...set.map(([, last]) => last + 1)];
  const ends = [...set.map(([first]) => first - 1), LAST];
  return starts.flatMap((first, index) => (first <= ends[index]! ? [[first, ends[index]!] as const] : []));
}

export function overlap(a: CharSet, b: CharSet): boolean {
  return a.some(([first, last]) => b.some((other) => first <= other[1] && other[0] <= last));
}

const escaped = (point: number): string => `\\u{${point.toString(16)}}`;

/** Source of a regular expression with the flag `u` for one character of a set. */
export function sourceOf(set: CharSet): string {
  const ranges = set.map(([first, last]) =>
    first === last ? escaped(first) : `${escaped(first)}-${escaped(last)}`,
  );
  return set.length === 1 && set[0]![0] === set[0]![1] ? ranges.join('') : `[${ranges.join('')}]`;
}
