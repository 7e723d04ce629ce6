import { compareDigits, withoutZeros } from './digit-lists.js';
import type { VersionOrdering } from './version-ordering.js';

/** https://docs.ruby-lang.org/en/master/Gem/Version.html: numbers and words with dots between; what follows `-` comes before the release. */
const SHAPE = /^\d+(?:\.[0-9a-z]+)*(?:-[0-9a-z-]+(?:\.[0-9a-z-]+)*)?$/i;

/** Longer ones are no versions, and keep hostile text out of the pattern. */
const MAX_LENGTH = 256;

const IS_WORD = /^[a-z]/i;

/** The numbers and words of a version, numbers without zeros at their start; null when the text is no version. */
function segmentsOf(version: string): string[] | null {
  const text = version.length > MAX_LENGTH ? '' : version.trim();
  if (!SHAPE.test(text)) return null;
  const segments = text.replaceAll('-', '.pre.').match(/\d+|[a-z]+/gi) ?? [];
  return segments.map(withoutZeros);
}

/** Without zeros at the end. */
function trimmed(segments: readonly string[]): string[] {
  return segments.slice(0, segments.findLastIndex((each) => each !== '0') + 1);
}

/** Without zeros before the first word and at the end: `1.0.a` is `1.a`. */
function canonical(segments: readonly string[]): string[] {
  const word = segments.findIndex((each) => IS_WORD.test(each));
  if (word === -1) return trimmed(segments);
  return [...trimmed(segments.slice(0, word)), ...trimmed(segments.slice(word))];
}

/** A word is before every number. */
function compareSegments(a: string, b: string): number {
  const [isLeft, isRight] = [IS_WORD.test(a), IS_WORD.test(b)];
  if (isLeft !== isRight) return isLeft ? -1 : 1;
  if (!isLeft) return compareDigits(a, b);
  return a === b ? 0 : a < b ? -1 : 1;
}

/** What a version lacks at its end counts as 0. */
function compareAll(a: readonly string[], b: readonly string[]): number {
  const length = Math.max(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const order = compareSegments(a[at] ?? '0', b[at] ?? '0');
    if (order !== 0) return order;
  }
  return 0;
}

/** Advisories compare the same bounds with every version of a package. */
const known = new Map<string, readonly string[] | null>();
const MAX_KNOWN = 20_000;

function parse(version: string): readonly string[] | null {
  const seen = known.get(version);
  if (seen !== undefined) return seen;
  const segments = segmentsOf(version);
  const read = segments && canonical(segments);
  if (known.size >= MAX_KNOWN) known.clear();
  if (version.length <= MAX_LENGTH) known.set(version, read);
  return read;
}

/** The numbers before the first word: `1.2` of `1.2.rc1`. */
function releaseOf(segments: readonly string[]): string[] {
  const word = segments.findIndex((each) => IS_WORD.test(each));
  return segments.slice(0, word === -1 ? segments.length : word);
}

/** The first release that `~>` leaves out: `2` for `1.2`, `1.3` for `1.2.3`. */
function nextOf(segments: readonly string[]): string[] {
  const release = releaseOf(segments);
  const kept = release.length > 1 ? release.slice(0, -1) : release;
  const last = BigInt(kept.at(-1) ?? '0') + 1n;
  return [...kept.slice(0, -1), String(last)];
}

type Test = (version: readonly string[]) => boolean;

const REQUIREMENT = /^(=|!=|>=?|<=?|~>)?\s*([0-9a-z.-]+)$/i;

const SIGNS: ReadonlyMap<string, (order: number) => boolean> = new Map([
  ['=', (order: number) => order === 0],
  ['!=', (order: number) => order !== 0],
  ['>', (order: number) => order > 0],
  ['>=', (order: number) => order >= 0],
  ['<', (order: number) => order < 0],
  ['<=', (order: number) => order <= 0],
]);

/** https://docs.ruby-lang.org/en/master/Gem/Requirement.html */
function readRequirement(text: string): Test | null {
  const [, sign = '=', bound = ''] = REQUIREMENT.exec(text.trim()) ?? [];
  const segments = segmentsOf(bound);
  if (!segments) return null;
  const limit = canonical(segments);
  const holds = SIGNS.get(sign);
  if (holds) return (version) => holds(compareAll(version, limit));
  const next = nextOf(segments);
  return (version) => compareAll(version, limit) >= 0 && compareAll(releaseOf(version), next) < 0;
}

/** Versions that a requirement of a gem allows, `>= 1.0, < 3`; null when the text is no requirement. */
export function readGemRequirement(text: string): ((version: string) => boolean | null) | null {
  const tests = text.split(',').map(readRequirement);
  const valid = tests.filter((test) => test !== null);
  if (valid.length < tests.length) return null;
  return (version) => {
    const parsed = parse(version);
    return parsed && valid.every((test) => test(parsed));
  };
}

/** The order of versions of gems, as RubyGems' own `Gem::Version` has it. */
export const rubygems = {
  id: 'rubygems',
  isValid: (version) => parse(version) !== null,
  isPrerelease: (version) => parse(version)?.some((each) => IS_WORD.test(each)) ?? false,
  compare(a, b) {
    const [left, right] = [parse(a), parse(b)];
    return left && right && compareAll(left, right);
  },
  readRange: (text) => Promise.resolve(parse(text.trim()) === null ? readGemRequirement(text) : null),
} satisfies VersionOrdering;
