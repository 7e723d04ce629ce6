import { compareDigits, withoutZeros } from './digit-lists.js';
import type { VersionOrdering } from './version-ordering.js';

/** Longer ones are no versions, and keep hostile text out of the patterns. */
const MAX_LENGTH = 256;

/** https://github.com/composer/semver/blob/main/src/VersionParser.php */
const STABILITY = /^[._-]?(stable|beta|b|rc|alpha|a|patch|pl|p)?((?:[.-]?\d+)*)([.-]?dev)?$/i;
const CLASSICAL = /^v?(\d{1,5})(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?/i;
const DATE = /^v?(\d{4}(?:[.:-]?\d{2}){1,6}(?:[.:-]?\d{1,3}){0,2})/i;
const BRANCH = /^v?(\d+)(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?[.-]?dev$/i;

const WORDS: ReadonlyMap<string, string> = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['p', 'patch'],
  ['pl', 'patch'],
]);

/** Order of the words that PHP knows; a number stands between those before and those after a release. */
const RANKS: ReadonlyMap<string, number> = new Map([
  ['dev', 0],
  ['alpha', 1],
  ['beta', 2],
  ['rc', 3],
  ['#', 4],
  ['patch', 5],
]);

/** Numbers and words of a version, in the form in which Composer compares them. */
type Parts = readonly string[];

/** A word of stability and its numbers. */
function wordParts(word: string, numbers: string): string[] {
  const lower = word.toLowerCase();
  return lower === '' ? [] : [WORDS.get(lower) ?? lower, ...(numbers.match(/\d+/g) ?? [])];
}

/** What follows the numbers; null where it is no stability. */
function stabilityParts(rest: string): string[] | null {
  const [whole, word = '', numbers = '', dev = ''] = STABILITY.exec(rest) ?? [];
  if (whole === undefined || (word === '' && numbers !== '')) return null;
  if (/^stable$/i.test(word)) return [];
  return [...wordParts(word, numbers), ...(dev === '' ? [] : ['dev'])];
}

function numbersOf(head: RegExpExecArray): string[] {
  return [1, 2, 3, 4].map((at) => head[at] ?? '0');
}

function branchParts(text: string): string[] | null {
  const head = BRANCH.exec(text);
  if (!head) return null;
  const numbers = [1, 2, 3, 4].map((at) => (/^\d+$/.test(head[at] ?? '') ? (head[at] ?? '') : '9999999'));
  return [...numbers, 'dev'];
}

/** The form in which Composer compares a version; null for a branch by its name, and for what is no version. */
function read(version: string): Parts | null {
  if (version.length > MAX_LENGTH) return null;
  const text = version.trim().replace(/\+[^\s+]+$/, '');
  const classical = CLASSICAL.exec(text);
  const rest = classical && stabilityParts(text.slice(classical[0].length));
  if (rest) return [...numbersOf(classical), ...rest].map(withoutZeros);
  const date = DATE.exec(text);
  const after = date && stabilityParts(text.slice(date[0].length));
  const parts = after ? [...(date[1]?.split(/\D/) ?? []), ...after] : branchParts(text);
  return parts && parts.map(withoutZeros);
}

/** Advisories compare the same bounds with every version of a package. */
const known = new Map<string, Parts | null>();
const MAX_KNOWN = 20_000;

function parse(version: string): Parts | null {
  const seen = known.get(version);
  if (seen !== undefined) return seen;
  const parts = read(version);
  if (known.size >= MAX_KNOWN) known.clear();
  if (version.length <= MAX_LENGTH) known.set(version, parts);
  return parts;
}

const DIGITS = /^\d+$/;

function rankOf(part: string): number {
  return DIGITS.test(part) ? 4 : (RANKS.get(part) ?? -1);
}

/** Order of a version that goes on with a part, and one that ends before it: a number is more, a word is as it is to a release. */
function compareRest(part: string): number {
  return DIGITS.test(part) ? 1 : rankOf(part) - 4;
}

function compareTwo(a: string, b: string): number {
  return DIGITS.test(a) && DIGITS.test(b) ? compareDigits(a, b) : rankOf(a) - rankOf(b);
}

/** https://www.php.net/version_compare */
function compareParts(a: Parts, b: Parts): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const order = compareTwo(a[at] ?? '', b[at] ?? '');
    if (order !== 0) return order;
  }
  if (a.length > length) return compareRest(a[length] ?? '');
  return b.length > length ? -compareRest(b[length] ?? '') : 0;
}

type Test = (version: Parts) => boolean;

const SIGNS: ReadonlyMap<string, (order: number) => boolean> = new Map([
  ['', (order: number) => order === 0],
  ['=', (order: number) => order === 0],
  ['==', (order: number) => order === 0],
  ['!=', (order: number) => order !== 0],
  ['<>', (order: number) => order !== 0],
  ['>', (order: number) => order > 0],
  ['>=', (order: number) => order >= 0],
  ['<', (order: number) => order < 0],
  ['<=', (order: number) => order <= 0],
]);
const COMPARISON = /^(==?|!=|<>|>=?|<=?)?\s*([^\s<>=!^~*|]+)$/;

function readComparison(text: string): Test | null {
  const [, sign = '', bound = ''] = COMPARISON.exec(text) ?? [];
  const limit = parse(bound);
  const holds = SIGNS.get(sign);
  return limit && holds ? (version) => holds(compareParts(version, limit)) : null;
}

/** Comparisons with `,` or a space between them hold together, with `||` one of them. Other forms (`^1.2`, `1.*`, `1 - 2`) are not read. */
function readRange(text: string): ((version: string) => boolean | null) | null {
  const alternatives = text.split(/\|\|?/).map((part) =>
    part
      .trim()
      .replace(/([<>=!])\s+/g, '$1')
      .split(/[\s,]+/)
      .map(readComparison),
  );
  if (alternatives.some((tests) => tests.includes(null))) return null;
  return (version) => {
    const parsed = parse(version);
    return parsed && alternatives.some((tests) => tests.every((test) => test?.(parsed)));
  };
}

/** The order of versions of PHP's packages, as Composer has it. Branches by their names (`dev-main`) have no place in it. */
export const composer = {
  id: 'composer',
  isValid: (version) => parse(version) !== null,
  isPrerelease: (version) => parse(version)?.some((part) => !DIGITS.test(part) && rankOf(part) < 4) ?? false,
  compare(a, b) {
    const [left, right] = [parse(a), parse(b)];
    return left && right && compareParts(left, right);
  },
  readRange: (text) => Promise.resolve(parse(text.trim()) === null ? readRange(text) : null),
} satisfies VersionOrdering;
