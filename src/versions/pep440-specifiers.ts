import { withoutZeros } from './digit-lists.js';
import {
  comparePep440,
  comparePublic,
  firstOf,
  isEarly,
  parsePep440,
  type Pep440Version,
} from './pep440-version.js';

/** https://packaging.python.org/en/latest/specifications/version-specifiers/#version-specifiers */
const CLAUSE = /^(~=|===?|!=|<=?|>=?)\s*(\S+)$/;
const PREFIX = /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)\.\*$/;

/** People write fewer. */
const MAX_CLAUSES = 100;

type Test = (version: Pep440Version, text: string) => boolean;

function startsWith(epoch: string, release: readonly string[]): Test {
  return (version) =>
    version.epoch === epoch && release.every((digits, at) => (version.written[at] ?? '0') === digits);
}

function equals(bound: Pep440Version): Test {
  return (version) => (bound.local === null ? comparePublic : comparePep440)(version, bound) === 0;
}

/** `<2.0` leaves early versions of 2.0 out. */
function isBefore(bound: Pep440Version): Test {
  const limit = isEarly(bound) ? bound : firstOf(bound);
  return (version) => comparePep440(version, limit) < 0;
}

/** `>1.0` leaves `1.0.post1` and `1.0+local` out. */
function isAfter(bound: Pep440Version): Test {
  const hasPosts = bound.dev === null && bound.post === null;
  return (version) =>
    comparePublic(version, bound) > 0 &&
    !(hasPosts && comparePublic({ ...version, post: null, dev: null }, bound) === 0);
}

function isCompatible(bound: Pep440Version): Test | null {
  if (bound.written.length < 2 || bound.local !== null) return null;
  const isInLine = startsWith(bound.epoch, bound.written.slice(0, -1));
  return (version, text) => comparePublic(version, bound) >= 0 && isInLine(version, text);
}

const TESTS: ReadonlyMap<string, (bound: Pep440Version) => Test | null> = new Map<
  string,
  (bound: Pep440Version) => Test | null
>([
  ['==', equals],
  ['!=', (bound) => (version, text) => !equals(bound)(version, text)],
  ['<=', (bound) => (version) => comparePublic(version, bound) <= 0],
  ['>=', (bound) => (version) => comparePublic(version, bound) >= 0],
  ['<', isBefore],
  ['>', isAfter],
  ['~=', isCompatible],
]);

/** A local label has meaning for equality alone. */
const TAKES_LOCAL = new Set(['==', '!=']);

function prefixTest(operator: string, bound: string): Test | null {
  const match = PREFIX.exec(bound);
  if (!match || !TAKES_LOCAL.has(operator)) return null;
  const [, epoch = '0', release = ''] = match;
  const isInLine = startsWith(withoutZeros(epoch), release.split('.').map(withoutZeros));
  return operator === '==' ? isInLine : (version, text) => !isInLine(version, text);
}

function boundTest(operator: string, bound: string): Test | null {
  const parsed = parsePep440(bound);
  if (!parsed || (parsed.local && !TAKES_LOCAL.has(operator))) return null;
  return TESTS.get(operator)?.(parsed) ?? null;
}

function testOf(clause: string): Test | null {
  const [, operator = '', bound = ''] = CLAUSE.exec(clause) ?? [];
  if (operator === '===') return (_, text) => text.toLowerCase() === bound.toLowerCase();
  return bound.endsWith('.*') ? prefixTest(operator, bound.toLowerCase()) : boundTest(operator, bound);
}

/**
 * Reads specifiers such as `>=1.2,<2`; pre-releases are in a range as installers with `--pre` have it.
 * @returns whether a version is in all of them (null: the version is not valid); null when the text has no such form.
 */
export function readSpecifiers(text: string): ((version: string) => boolean | null) | null {
  const clauses = text.split(',', MAX_CLAUSES + 1).map((clause) => clause.trim());
  const tests = clauses.filter((clause) => clause !== '').map(testOf);
  if (tests.length === 0 || tests.length > MAX_CLAUSES || tests.includes(null)) return null;
  return (version) => {
    const parsed = parsePep440(version);
    return parsed && tests.every((test) => test?.(parsed, version) ?? false);
  };
}
