import { compareDigits, compareLists, withoutZeros } from './digit-lists.js';

/** https://packaging.python.org/en/latest/specifications/version-specifiers/#appendix-parsing-version-strings-with-regular-expressions */
const SHAPE =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|beta|preview|pre|rc|a|b|c)[-_.]?(\d+)?)?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d+)?)?(?:[-_.]?(dev)[-_.]?(\d+)?)?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/;

/** Longer ones are no versions, and keep hostile text out of the pattern. */
const MAX_LENGTH = 256;

/** Order of what comes after a release: `dev` releases of it before `a`, `b` and `rc`, which come before the release. */
const PHASES: ReadonlyMap<string, number> = new Map([
  ['a', 1],
  ['alpha', 1],
  ['b', 2],
  ['beta', 2],
  ['c', 3],
  ['rc', 3],
  ['pre', 3],
  ['preview', 3],
]);
const DEV_ONLY = 0;
const RELEASED = 4;

/** A version's parts. Numbers stay digits: dates and hashes exceed what a number holds. */
export interface Pep440Version {
  readonly epoch: string;
  /** Without zeros at its end: `1.0` is `1`. */
  readonly release: readonly string[];
  /** Numbers of the release as they are written. */
  readonly written: readonly string[];
  readonly phase: number;
  readonly phaseNumber: string;
  readonly post: string | null;
  readonly dev: string | null;
  readonly local: readonly string[] | null;
}

/** Advisories compare the same bounds with every version of a package. */
const known = new Map<string, Pep440Version | null>();
const MAX_KNOWN = 20_000;

/** The number of a part that has a word: 0 where none is written; null without the word. */
function numberOf(word: string | undefined, digits: string | undefined): string | null {
  return word === undefined ? null : withoutZeros(digits ?? '0');
}

/** Where a version stands to its release. @param word of a pre-release */
function phaseOf(word: string | undefined, { post, dev }: Pick<Pep440Version, 'post' | 'dev'>): number {
  const none = post === null && dev !== null ? DEV_ONLY : RELEASED;
  return word === undefined ? none : (PHASES.get(word) ?? RELEASED);
}

function partsOf([, epoch = '0', release = '', pre, preNumber, ...later]: RegExpExecArray): Pep440Version {
  const [bare, word, postNumber, devWord, devNumber, local] = later;
  const written = release.split('.').map(withoutZeros);
  const post = bare === undefined ? numberOf(word, postNumber) : withoutZeros(bare);
  const dev = numberOf(devWord, devNumber);
  return {
    epoch: withoutZeros(epoch),
    release: written.slice(0, written.findLastIndex((digits) => digits !== '0') + 1),
    written,
    phase: phaseOf(pre, { post, dev }),
    phaseNumber: withoutZeros(preNumber ?? '0'),
    post,
    dev,
    local: local?.split(/[-_.]/) ?? null,
  };
}

function read(text: string): Pep440Version | null {
  if (text.length > MAX_LENGTH) return null;
  const match = SHAPE.exec(text.trim().toLowerCase());
  return match && partsOf(match);
}

/** The parts of a version; null when the text is no version. */
export function parsePep440(text: string): Pep440Version | null {
  const seen = known.get(text);
  if (seen !== undefined) return seen;
  const version = read(text);
  if (known.size >= MAX_KNOWN) known.clear();
  if (text.length <= MAX_LENGTH) known.set(text, version);
  return version;
}

/** A part that one of two versions lacks. @param absent the sign of the version without it. */
function compareOptional(a: string | null, b: string | null, absent: -1 | 1): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? absent : -absent;
  return compareDigits(a, b);
}

const DIGITS = /^\d+$/;

/** A number is after every word. */
function compareLabels(a: string, b: string): number {
  const [isLeft, isRight] = [DIGITS.test(a), DIGITS.test(b)];
  if (isLeft && isRight) return compareDigits(withoutZeros(a), withoutZeros(b));
  if (isLeft !== isRight) return isLeft ? 1 : -1;
  return a === b ? 0 : a < b ? -1 : 1;
}

function compareLocals(a: Pep440Version['local'], b: Pep440Version['local']): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return compareLists(a, b, compareLabels);
}

/** Order of the public parts. */
export function comparePublic(a: Pep440Version, b: Pep440Version): number {
  return (
    compareDigits(a.epoch, b.epoch) ||
    compareLists(a.release, b.release, compareDigits) ||
    a.phase - b.phase ||
    compareDigits(a.phaseNumber, b.phaseNumber) ||
    compareOptional(a.post, b.post, -1) ||
    compareOptional(a.dev, b.dev, 1)
  );
}

export function comparePep440(a: Pep440Version, b: Pep440Version): number {
  return comparePublic(a, b) || compareLocals(a.local, b.local);
}

/** Whether it is a pre-release or a development release. */
export function isEarly({ phase, dev }: Pep440Version): boolean {
  return phase !== RELEASED || dev !== null;
}

/** The earliest version that belongs to a release or post-release: its `dev0`. */
export function firstOf(version: Pep440Version): Pep440Version {
  return { ...version, phase: version.post === null ? DEV_ONLY : version.phase, dev: '0', local: null };
}
