import type { Problem } from '../../model/index.js';
import { exactVersion, isPackageName } from '../../ecosystems/index.js';
import {
  shippedKeys,
  unreadLockfile,
  type Lockfile,
  readLockfile,
  LOCKFILES,
} from '../../lockfiles/index.js';
import { readSbom } from './sbom.js';
import { baseOf } from '../../files/index.js';

/** A package that a lockfile or an SBOM names. */
export interface ListedPackageVersion {
  readonly name: string;
  /** Exact; null when unknown. */
  readonly version: string | null;
  /** The lockfile names the public registry as its source. */
  readonly isPublic: boolean;
  /** Number of places where it is installed, when there are several. */
  readonly places?: number;
}

/** The packages that a lockfile or an SBOM lists. */
export interface PackageList {
  /** Each version once. Only legal names: other names belong to no package. */
  readonly packages: readonly ListedPackageVersion[];
  readonly problems: readonly Problem[];
}

function distinct(packages: Iterable<ListedPackageVersion>): ListedPackageVersion[] {
  const found = new Map<string, ListedPackageVersion>();
  for (const { name, version, isPublic } of packages) {
    if (!isPackageName(name)) continue;
    const exact = exactVersion(version);
    const key = `${name}@${exact ?? ''}`;
    const known = found.get(key);
    const places = known ? { places: (known.places ?? 1) + 1 } : {};
    found.set(key, { name, version: exact, isPublic, ...places });
  }
  return [...found.values()];
}

function listOf(lockfile: Lockfile): PackageList {
  const shipped = shippedKeys(lockfile);
  const packages = [...lockfile.packages.values()].filter(
    ({ key, origin }) => shipped.has(key) && origin !== 'private',
  );
  const listed = packages.map(({ name, version, origin }) => ({
    name,
    version,
    isPublic: origin === 'public',
  }));
  return { packages: distinct(listed), problems: lockfile.problems };
}

/**
 * The npm packages that a lockfile (of npm, pnpm, Yarn or Bun) or an SBOM (CycloneDX or SPDX in JSON) names, without those of
 * development and those that come from no registry.
 * @param path its name separates lockfiles from SBOMs.
 */
export function readPackageList(path: string, bytes: Uint8Array): PackageList {
  if (LOCKFILES.has(baseOf(path))) return listOf(readLockfile({ path, bytes }, null));
  const named = readSbom(new TextDecoder().decode(bytes));
  if (named) return { packages: distinct(named.map((each) => ({ ...each, isPublic: false }))), problems: [] };
  return listOf(unreadLockfile(path, 'unsupported', 'It is neither a known lockfile nor an SBOM in JSON.'));
}
