import { compareDigits, withoutZeros } from './digit-lists.js';
import type { VersionOrdering } from './version-ordering.js';

/** Longer ones are no versions, and keep hostile text out of the parser. */
const MAX_LENGTH = 256;

/** Numbers, a letter, suffixes, the hash of a commit, and the number of the build. */
const SHAPE =
  /^(\d+(?:\.\d+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:~([0-9a-f]+))?(?:-r(\d+))?$/;

/** Suffixes in their order; '' is the place of a version without one. */
const SUFFIXES = ['alpha', 'beta', 'pre', 'rc', '', 'cvs', 'svn', 'git', 'hg', 'p'];
const NO_SUFFIX = SUFFIXES.indexOf('');

/** A word behind `_`, by its place in their order, or the number behind one. */
type SuffixPart = { readonly rank: number } | { readonly number: string };

interface AlpineVersion {
  readonly numbers: readonly string[];
  readonly letter: string;
  readonly suffixes: readonly SuffixPart[];
  readonly hash: string;
  /** '' without one: before all builds. */
  readonly build: string;
}

function suffixParts(text: string): SuffixPart[] {
  return (text.match(/[a-z]+|\d+/g) ?? []).map((part) =>
    /^\d/.test(part) ? { number: withoutZeros(part) } : { rank: SUFFIXES.indexOf(part) },
  );
}

function parse(text: string): AlpineVersion | null {
  const match = text.length > MAX_LENGTH ? null : SHAPE.exec(text);
  if (!match) return null;
  const [, numbers = '', letter = '', suffixes = '', hash = '', build = ''] = match;
  return {
    numbers: numbers.split('.'),
    letter,
    suffixes: suffixParts(suffixes),
    hash,
    build: withoutZeros(build),
  };
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** A number behind a dot that begins with 0 is a fraction: `1.05` comes before `1.1`, and `1.50` after it. */
function compareNumbers(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const [left = '', right = ''] = [a[at], b[at]];
    const isFraction = at > 0 && (left.startsWith('0') || right.startsWith('0'));
    const order = isFraction
      ? compareTexts(left, right)
      : compareDigits(withoutZeros(left), withoutZeros(right));
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function isEarly(part: SuffixPart | undefined): boolean {
  return part !== undefined && 'rank' in part && part.rank < NO_SUFFIX;
}

/** Where a part stands to others of another kind: suffixes of pre-releases, then the end, numbers, and other suffixes. */
function placeOf(part: SuffixPart | undefined): number {
  if (isEarly(part)) return 0;
  if (part === undefined) return 1;
  return 'number' in part ? 2 : 3;
}

function compareParts(a: SuffixPart | undefined, b: SuffixPart | undefined): number {
  if (a && b && 'rank' in a && 'rank' in b) return a.rank - b.rank;
  if (a && b && 'number' in a && 'number' in b) return compareDigits(a.number, b.number);
  return placeOf(a) - placeOf(b);
}

function compareSuffixes(a: readonly SuffixPart[], b: readonly SuffixPart[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const order = compareParts(a[at], b[at]);
    if (order !== 0) return order;
  }
  return 0;
}

/** The order of versions of Alpine's packages. https://gitlab.alpinelinux.org/alpine/apk-tools/-/blob/master/doc/apk-package.5.scd */
export const apk = {
  id: 'apk',
  isValid: (version) => parse(version) !== null,
  isPrerelease: (version) => (parse(version)?.suffixes ?? []).some(isEarly),
  compare(a, b) {
    const [left, right] = [parse(a), parse(b)];
    if (left === null || right === null) return null;
    return (
      compareNumbers(left.numbers, right.numbers) ||
      compareTexts(left.letter, right.letter) ||
      compareSuffixes(left.suffixes, right.suffixes) ||
      compareTexts(left.hash, right.hash) ||
      compareDigits(left.build, right.build)
    );
  },
  readRange: () => Promise.resolve(null),
} satisfies VersionOrdering;
