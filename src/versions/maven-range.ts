/** One interval of a range; a null bound is open. */
interface Interval {
  readonly low: string | null;
  readonly high: string | null;
  readonly hasLow: boolean;
  readonly hasHigh: boolean;
}

const MAX_LENGTH = 2000;
/** `[1.0,2.0)`, `(,1.0]`, `[1.0]`. */
const INTERVAL = /^([[(])([^[\](),]*)(,?)([^[\](),]*)([\])])$/;

type Compare = (a: string, b: string) => number | null;

function intervalOf(text: string, compare: Compare): Interval | null {
  const [, open, low = '', comma, high = '', close] = INTERVAL.exec(text) ?? [];
  if (open === undefined) return null;
  const bounds = [low.trim(), high.trim()];
  if (bounds.some((bound) => bound !== '' && compare(bound, bound) === null)) return null;
  const [first, last] = bounds.map((bound) => bound || null) as [string | null, string | null];
  if (comma === '') return open === '[' && close === ']' && first !== null ? same(first) : null;
  return { low: first, high: last, hasLow: open === '[', hasHigh: close === ']' };
}

function same(version: string): Interval {
  return { low: version, high: version, hasLow: true, hasHigh: true };
}

function isIn(version: string, { low, high, hasLow, hasHigh }: Interval, compare: Compare): boolean {
  const fromLow = low === null ? 1 : (compare(version, low) ?? -1);
  const toHigh = high === null ? 1 : (compare(high, version) ?? -1);
  return (fromLow > 0 || (hasLow && fromLow === 0)) && (toHigh > 0 || (hasHigh && toHigh === 0));
}

/**
 * Reads Maven's ranges: intervals with commas between them. https://maven.apache.org/pom.html#dependency-version-requirement-specification
 * @returns null when the text is one version, or no range.
 */
export function readMavenRange(text: string, compare: Compare): ((version: string) => boolean | null) | null {
  if (text.length > MAX_LENGTH) return null;
  const parts = text
    .trim()
    .split(/(?<=[\])])\s*,\s*(?=[[(])/)
    .map((part) => intervalOf(part.trim(), compare));
  const intervals = parts.filter((part) => part !== null);
  if (intervals.length < parts.length) return null;
  return (version) =>
    compare(version, version) === null ? null : intervals.some((each) => isIn(version, each, compare));
}
