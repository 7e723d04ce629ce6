import semver from 'semver';
import { ECOSYSTEMS, packageOfPurl, ScanError } from '../../model/index.js';
import { orderingOf } from '../../versions/index.js';

/** Which package, and which versions of it, somebody looks for. */
export interface PackageQuestion {
  /** OSV's name of it. */
  readonly ecosystem: string;
  readonly name: string;
  /** A version or a range; null: any. */
  readonly versions: string | null;
  /** Whether a version is asked for; null: nobody can say. */
  readonly includes: (version: string) => boolean | null;
}

/** Anything longer is neither a version nor a range that a person wrote, and npm's reader of ranges takes its time over it. */
const MAX_RANGE = 256;

function usage(message: string, hint: string): ScanError {
  return new ScanError('usage', message, { hint });
}

function inRange(range: string): PackageQuestion['includes'] {
  const read = new semver.Range(range, { includePrerelease: true });
  return (version) => (semver.valid(version) === null ? null : read.test(version));
}

function includesOf(ecosystem: string, versions: string | null): PackageQuestion['includes'] {
  if (versions === null) return () => true;
  const ordering = orderingOf(ecosystem);
  if (versions.length > MAX_RANGE) throw usage('The version is too long.', 'Give a version or a range.');
  if (ordering?.id === 'semver' && semver.valid(versions) === null) {
    if (semver.validRange(versions) !== null) return inRange(versions);
    throw usage(
      `${versions} is neither a version nor a range.`,
      "Write it as npm does: 1.2.3, '^1.2' or '>=1 <3'.",
    );
  }
  if (ordering === null && /[\s<>=^~|*]/.test(versions)) {
    throw usage(`Ranges of ${ecosystem} packages cannot be read.`, 'Give one exact version.');
  }
  return (version) => version === versions || ordering?.compare(version, versions) === 0;
}

function ecosystemOf(text: string): string {
  const known = ECOSYSTEMS.find((name) => name.toLowerCase() === text.toLowerCase());
  if (known !== undefined) return known;
  throw usage(`${text} is no ecosystem that is known here.`, `Give one of ${ECOSYSTEMS.join(', ')}.`);
}

function partsOf(text: string, ecosystem: string): Omit<PackageQuestion, 'includes'> {
  if (text.startsWith('pkg:')) {
    const named = packageOfPurl(text);
    if (named) return { ecosystem: named.ecosystem, name: named.name, versions: named.version };
    throw usage(`${text} is no package URL of a known ecosystem.`, 'Write it as pkg:npm/lodash@4.17.11.');
  }
  const at = text.indexOf('@', 1);
  const name = at > 0 ? text.slice(0, at) : text;
  const versions = at > 0 ? text.slice(at + 1).trim() : null;
  if (name.trim() === '' || versions === '')
    throw usage(`${text} names no package.`, 'Write it as lodash@4.17.11.');
  return { ecosystem: ecosystemOf(ecosystem), name, versions };
}

/**
 * Reads what somebody looks for: `lodash`, `lodash@4.17.11`, `@scope/name@'>=1 <2'`, `pkg:npm/lodash@4.17.11`.
 * @param ecosystem of what is no package URL.
 * @throws ScanError `usage`
 */
export function packageQuestion(text: string, ecosystem: string): PackageQuestion {
  const parts = partsOf(text, ecosystem);
  return { ...parts, includes: includesOf(parts.ecosystem, parts.versions) };
}
