import { compareDigits, withoutZeros } from './digit-lists.js';
import type { VersionOrdering } from './version-ordering.js';

/** Longer ones are no versions, and keep hostile text out of the parser. */
const MAX_LENGTH = 256;

/** Epoch, upstream version, and the revision behind the last hyphen. Only with an epoch may the upstream version have colons. */
const SHAPE = /^(?:(\d{1,10}):)?([A-Za-z0-9.+~:-]+?)(?:-([A-Za-z0-9.+~]+))?$/;

interface DebianVersion {
  readonly epoch: string;
  readonly upstream: string;
  /** '' without one, which is the same as `0`. */
  readonly revision: string;
}

/** A hyphen without a revision behind it, and a colon without an epoch before it. */
function hasStraySign(upstream: string, epoch: string | undefined, revision: string | undefined): boolean {
  return (
    (revision === undefined && upstream.includes('-')) || (epoch === undefined && upstream.includes(':'))
  );
}

/** The parts of a version; null when it is none. */
function parse(text: string): DebianVersion | null {
  const match = text.length > MAX_LENGTH ? null : SHAPE.exec(text);
  const [, epoch, upstream, revision] = match ?? [];
  if (upstream === undefined || hasStraySign(upstream, epoch, revision)) return null;
  return { epoch: withoutZeros(epoch ?? '0'), upstream, revision: revision ?? '' };
}

/** Weight of a character outside of numbers: `~` before the end of the text, letters before all other signs. */
function weightOf(character: string | undefined): number {
  if (character === undefined || /\d/.test(character)) return 0;
  if (character === '~') return -1;
  const code = character.charCodeAt(0);
  return /[A-Za-z]/.test(character) ? code : code + 0x100;
}

function compareSigns(a: string, b: string): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const order = weightOf(a[at]) - weightOf(b[at]);
    if (order !== 0) return order;
  }
  return 0;
}

/** A text as signs and numbers in turn, signs first. */
function partsOf(text: string): string[] {
  return text.split(/(\d+)/);
}

function comparePart(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [one = '', other = ''] = [left[at], right[at]];
    const order =
      at % 2 === 0
        ? compareSigns(one, other)
        : compareDigits(withoutZeros(one || '0'), withoutZeros(other || '0'));
    if (order !== 0) return order;
  }
  return 0;
}

/** The order of versions of Debian packages. https://www.debian.org/doc/debian-policy/ch-controlfields.html#version */
export const dpkg = {
  id: 'dpkg',
  isValid: (version) => parse(version) !== null,
  // Releases have `~`, too: `3.0.15-1~deb12u1` is what Debian 12 ships.
  isPrerelease: () => false,
  compare(a, b) {
    const [left, right] = [parse(a), parse(b)];
    if (left === null || right === null) return null;
    return (
      compareDigits(left.epoch, right.epoch) ||
      comparePart(left.upstream, right.upstream) ||
      comparePart(left.revision, right.revision)
    );
  },
  readRange: () => Promise.resolve(null),
} satisfies VersionOrdering;
