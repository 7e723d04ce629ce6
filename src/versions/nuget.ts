import { compareDigits, compareLists, withoutZeros } from './digit-lists.js';
import type { VersionOrdering } from './version-ordering.js';

/** https://learn.microsoft.com/nuget/concepts/package-versioning: up to four numbers, labels of a pre-release, and metadata that does not count. */
const SHAPE = /^v?(\d+(?:\.\d+){0,3})(?:-([\da-z-]+(?:\.[\da-z-]+)*))?(?:\+[\da-z.-]+)?$/;

/** Longer ones are no versions, and keep hostile text out of the pattern. */
const MAX_LENGTH = 256;

interface Parsed {
  /** Four of them. */
  readonly numbers: readonly string[];
  /** In lower case; null for a release. */
  readonly labels: readonly string[] | null;
}

function parse(version: string): Parsed | null {
  if (version.length > MAX_LENGTH) return null;
  const [, numbers, labels] = SHAPE.exec(version.trim().toLowerCase()) ?? [];
  if (numbers === undefined) return null;
  const written = numbers.split('.').map(withoutZeros);
  return { numbers: [0, 1, 2, 3].map((at) => written[at] ?? '0'), labels: labels?.split('.') ?? null };
}

const DIGITS = /^\d+$/;

/** A number is before every word. */
function compareLabels(a: string, b: string): number {
  const [isLeft, isRight] = [DIGITS.test(a), DIGITS.test(b)];
  if (isLeft && isRight) return compareDigits(withoutZeros(a), withoutZeros(b));
  if (isLeft !== isRight) return isLeft ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}

function compareParsed(a: Parsed, b: Parsed): number {
  const order = compareLists(a.numbers, b.numbers, compareDigits);
  if (order !== 0) return order;
  if (a.labels === null || b.labels === null) return Number(a.labels === null) - Number(b.labels === null);
  return compareLists(a.labels, b.labels, compareLabels);
}

/** The order of versions of NuGet's packages: Semantic Versioning with a fourth number, in any case of letters. */
export const nuget = {
  id: 'nuget',
  isValid: (version) => parse(version) !== null,
  isPrerelease: (version) => (parse(version)?.labels ?? null) !== null,
  compare(a, b) {
    const [left, right] = [parse(a), parse(b)];
    return left && right && compareParsed(left, right);
  },
  // Ranges in NuGet's own form (`[1.0,2.0)`) are not read.
  readRange: () => Promise.resolve(null),
} satisfies VersionOrdering;
