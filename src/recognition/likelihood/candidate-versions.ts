import { MIN_RELEASE_CANDIDATES } from '../parameters/likelihood.js';
import { npm } from '../../ecosystems/index.js';

/** A package's versions, as far as they were compared. */
export interface TestedVersions {
  /** Every published version. */
  readonly published: Iterable<string>;
  /** The versions that the bundle was compared with. */
  readonly tested: ReadonlySet<string>;
  /** Those of them that fit. */
  readonly plausible: ReadonlySet<string>;
}

/** Splits a pre-release into version and label: "1.0.0-" and "rc" of 1.0.0-rc.12. */
const PRE_RELEASE = /^(\d{1,9}\.\d{1,9}\.\d{1,9}-)([A-Za-z]*)/;

/** Version and label of a pre-release that people may deploy: "1.0.0-rc"; null for other versions. */
function labelOf(version: string): string | null {
  const [, release = '', label = ''] = PRE_RELEASE.exec(version) ?? [];
  return ['lts', 'rc'].includes(label) ? release + label : null;
}

/**
 * Pre-releases that people deploy: long-term support with a pre-release number (multer 1.4.5-lts.1), and versions with many release
 * candidates.
 */
function deployedPreReleases(versions: readonly string[]): Set<string> {
  const sizes = new Map<string, number>();
  for (const version of versions) {
    const label = labelOf(version);
    if (label !== null) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  }
  const isDeployed = (version: string): boolean => {
    const label = labelOf(version);
    return label !== null && (label.endsWith('lts') || (sizes.get(label) ?? 0) >= MIN_RELEASE_CANDIDATES);
  };
  return new Set(versions.filter(isDeployed));
}

/**
 * The candidate versions of a package: those that fit, and every published version between them and the nearest tested one that does
 * not. Untested pre-releases count only if people deploy them.
 * @returns ascending.
 */
export function candidateVersions({ published, tested, plausible }: TestedVersions): string[] {
  const known = [...new Set([...published, ...tested])];
  const deployed = deployedPreReleases(known);
  const isPossible = (version: string): boolean =>
    tested.has(version) || deployed.has(version) || !PRE_RELEASE.test(version);
  const versions = known
    .filter((version) => npm.versions.isValid(version) && isPossible(version))
    .sort((a, b) => npm.versions.compare(a, b) ?? 0);
  const held = new Set<string>();
  for (const order of [versions, versions.toReversed()]) {
    // Versions before the first tested one are reached in the reverse order.
    let last: string | null = null;
    for (const version of order) {
      if (tested.has(version)) last = version;
      if (last !== null && plausible.has(last)) held.add(version);
    }
  }
  return versions.filter((version) => held.has(version));
}
