import { ECOSYSTEM_NAMES, orderingOf, packageOfPurl } from '../../ecosystems/index.js';
import { ScanError } from '../../model/index.js';

/** The wanted package and versions. */
export interface PackageQuestion {
  /** OSV's name of it. */
  readonly ecosystem: string;
  readonly name: string;
  /** A version or a range; null: any. */
  readonly versions: string | null;
  /** Whether a version matches; null: unknown. */
  readonly includes: (version: string) => boolean | null;
}

/** Anything longer is neither a version nor a range that a person wrote, and readers of ranges take their time over it. */
const MAX_RANGE = 256;

function usage(message: string, hint: string): ScanError {
  return new ScanError('usage', message, { hint });
}

async function includesOf(ecosystem: string, versions: string | null): Promise<PackageQuestion['includes']> {
  if (versions === null) return () => true;
  if (versions.length > MAX_RANGE) throw usage('The version is too long.', 'Give a version or a range.');
  const ordering = orderingOf(ecosystem);
  if (ordering === null && /[\s<>=^~|*]/.test(versions)) {
    throw usage(`Ranges of ${ecosystem} packages cannot be read.`, 'Give one exact version.');
  }
  const isInRange = (await ordering?.readRange(versions)) ?? null;
  if (isInRange) return isInRange;
  if (ordering?.isValid(versions) === false) {
    throw usage(
      `${versions} is neither a version nor a range.`,
      `Write it as package managers of ${ecosystem} do: 1.2.3 or '>=1.2'.`,
    );
  }
  return (version) => version === versions || ordering?.compare(version, versions) === 0;
}

/** OSV's name of an ecosystem, in its own spelling. */
function ecosystemNamed(text: string): string {
  const known = ECOSYSTEM_NAMES.find((name) => name.toLowerCase() === text.toLowerCase());
  if (known !== undefined) return known;
  throw usage(`${text} is no ecosystem that is known here.`, `Give one of ${ECOSYSTEM_NAMES.join(', ')}.`);
}

function partsOf(text: string, ecosystem: string): Omit<PackageQuestion, 'includes'> {
  if (text.startsWith('pkg:')) {
    const named = packageOfPurl(text);
    if (named) return { ecosystem: named.ecosystem, name: named.name, versions: named.version };
    throw usage(`${text} is no package URL of a known ecosystem.`, 'Write it as pkg:npm/lodash@4.17.11.');
  }
  const at = text.indexOf('@', 1);
  const name = plainNameIn(text) ?? '';
  const versions = at > 0 ? text.slice(at + 1).trim() : null;
  if (name.trim() === '' || versions === '')
    throw usage(`${text} names no package.`, 'Write it as lodash@4.17.11.');
  return { ecosystem: ecosystemNamed(ecosystem), name, versions };
}

/** The name in a search that is no package URL; null in one that is. */
export function plainNameIn(text: string): string | null {
  if (text.startsWith('pkg:')) return null;
  const at = text.indexOf('@', 1);
  return at > 0 ? text.slice(0, at) : text;
}

/**
 * Parses a search: `lodash`, `lodash@4.17.11`, `@scope/name@'>=1 <2'`, `pkg:npm/lodash@4.17.11`.
 * @param ecosystem for text that is no package URL.
 * @throws ScanError `usage`
 */
export async function packageQuestion(text: string, ecosystem: string): Promise<PackageQuestion> {
  const parts = partsOf(text, ecosystem);
  return { ...parts, includes: await includesOf(parts.ecosystem, parts.versions) };
}
