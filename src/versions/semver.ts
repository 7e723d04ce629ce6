// By its file: the package's index loads all of its functions.
import SemVer from 'semver/classes/semver.js';
import valid from 'semver/functions/valid.js';
import type { VersionOrdering } from './version-ordering.js';

/** Leading `v` or `=`, one to three numbers, then a pre-release or build part. */
const SHAPE = /^[v=]{0,2}(\d+)(?:\.(\d+))?(?:\.(\d+))?(?=$|[-+])/;

/** Longer ones are no versions, and keep hostile text out of the parser. */
const MAX_LENGTH = 256;

/** An advisory's bounds are compared with every version of its package: reading them again costs more than comparing. */
const known = new Map<string, SemVer | null>();
const MAX_KNOWN = 20_000;

function parse(version: string): SemVer | null {
  const seen = known.get(version);
  if (seen !== undefined) return seen;
  const read = readVersion(version);
  if (known.size >= MAX_KNOWN) known.clear();
  if (version.length <= MAX_LENGTH) known.set(version, read);
  return read;
}

function readVersion(version: string): SemVer | null {
  const text = version.trim();
  const match = text.length > MAX_LENGTH ? null : SHAPE.exec(text);
  if (!match) return null;
  const [head, major, minor = '0', patch = '0'] = match;
  try {
    return new SemVer(`${Number(major)}.${Number(minor)}.${Number(patch)}${text.slice(head.length)}`);
  } catch {
    return null;
  }
}

/**
 * SemVer 2.0.0 precedence (https://semver.org/#spec-item-11), build metadata ignored. Read a little wider than the
 * specification, as manifests and advisories are written: `v1.2.3`, `1.2` (= `1.2.0`), `1.02.3` (= `1.2.3`).
 */
export const semver = {
  id: 'semver',
  isValid: (version) => parse(version) !== null,
  isPrerelease: (version) => (parse(version)?.prerelease.length ?? 0) > 0,
  compare(a, b) {
    const left = parse(a);
    const right = parse(b);
    return left && right && left.compare(right);
  },
  async readRange(text) {
    if (valid(text) !== null) return null;
    const { default: Range } = await import('semver/classes/range.js');
    try {
      const range = new Range(text, { includePrerelease: true });
      return (version) => (valid(version) === null ? null : range.test(version));
    } catch {
      return null;
    }
  },
} satisfies VersionOrdering;
