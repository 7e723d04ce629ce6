import { compareDigits, withoutZeros } from './digit-lists.js';
import type { VersionOrdering } from './version-ordering.js';

/** Longer ones are no versions, and keep hostile text out of the parser. */
const MAX_LENGTH = 256;

/** Epoch, version, and the release behind the last hyphen. */
const SHAPE = /^(?:(\d{0,10}):)?([\w.+~^%{}-]+)$/;

interface RpmVersion {
  readonly epoch: string;
  readonly version: string;
  /** Null without one. */
  readonly release: string | null;
}

/** The parts of a version; null when it is none. */
function parse(text: string): RpmVersion | null {
  if (text.length > MAX_LENGTH) return null;
  const [, epoch, rest] = SHAPE.exec(text) ?? [];
  if (rest === undefined) return null;
  const cut = rest.lastIndexOf('-');
  const version = cut === -1 ? rest : rest.slice(0, cut);
  const release = cut === -1 ? null : rest.slice(cut + 1);
  if (!/[A-Za-z0-9]/.test(version) || release === '') return null;
  return { epoch: withoutZeros(epoch || '0'), version, release };
}

/** Numbers, words, `~` and `^`: other characters only separate them. */
function tokensOf(text: string): readonly string[] {
  return text.match(/\d+|[A-Za-z]+|[~^]/g) ?? [];
}

function isNumber(token: string): boolean {
  return /^\d/.test(token);
}

/** `~` comes before everything, also before the end of a text. */
function compareTildes(a: string | undefined, b: string | undefined): number {
  return Number(b === '~') - Number(a === '~');
}

/** `^` comes after the end of a text, and before everything else. */
function compareCarets(a: string | undefined, b: string | undefined): number {
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  return Number(b === '^') - Number(a === '^');
}

function compareWords(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (isNumber(a) !== isNumber(b)) return isNumber(a) ? 1 : -1;
  if (isNumber(a)) return compareDigits(withoutZeros(a), withoutZeros(b));
  return a === b ? 0 : a < b ? -1 : 1;
}

function compareTokens(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === '~' || b === '~') return compareTildes(a, b);
  if (a === '^' || b === '^') return compareCarets(a, b);
  return compareWords(a, b);
}

function comparePart(a: string, b: string): number {
  const [left, right] = [tokensOf(a), tokensOf(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const order = compareTokens(left[at], right[at]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareReleases(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return comparePart(a, b);
}

/** The order of versions of RPM packages. https://rpm-software-management.github.io/rpm/man/rpm-version.7 */
export const rpm = {
  id: 'rpm',
  isValid: (version) => parse(version) !== null,
  // Releases of distributions have words and `~`, too.
  isPrerelease: () => false,
  compare(a, b) {
    const [left, right] = [parse(a), parse(b)];
    if (left === null || right === null) return null;
    return (
      compareDigits(left.epoch, right.epoch) ||
      comparePart(left.version, right.version) ||
      compareReleases(left.release, right.release)
    );
  },
  readRange: () => Promise.resolve(null),
} satisfies VersionOrdering;
