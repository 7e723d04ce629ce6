import type { Package } from '../../model/index.js';
import {
  npm,
  exactVersion,
  isPackageName,
  npmPurl,
  type Dependency,
  type Manifest,
} from '../../ecosystems/index.js';
import { shippedKeys, type LockedPackage, type Lockfile } from '../../lockfiles/index.js';
import { parseSpec } from './spec.js';
import { below } from '../../files/index.js';

/** Facts of a package that only a text declares. */
const UNSEEN = {
  ecosystem: npm.name,
  candidates: [],
  presence: 'declared',
  basis: 'leftOut',
  vendoredIn: null,
  bytes: 0,
  unresolved: [],
  extraneous: false,
} as const satisfies Partial<Package>;

function lockedId(lockfile: Lockfile, key: string): string {
  return `npm:${lockfile.path}#${key}`;
}

/**
 * Packages that a platform's build will install from a lockfile, with exact versions and
 * edges. Development dependencies are left out: such builds do not install them.
 */
export function declaredByLockfile(lockfile: Lockfile, root: string): Package[] {
  const shipped = shippedKeys(lockfile);
  const direct = lockfile.rootEdges && new Set(lockfile.rootEdges.map(({ key }) => key));
  const rowOf = ({ key, name, version, alias, origin, licenses, edges }: LockedPackage): Package => ({
    ...UNSEEN,
    id: lockedId(lockfile, key),
    purl: npmPurl(name, version),
    name,
    versionState: version === null ? 'unknown' : 'exact',
    version,
    root,
    direct: direct && direct.has(key),
    alias,
    origin,
    locations: [{ path: lockfile.path }],
    dependencies: [...new Set(edges.map((edge) => edge.key))]
      .filter((target) => shipped.has(target))
      .map((target) => lockedId(lockfile, target)),
    licenses,
    evidence: [{ method: 'lockfile', path: lockfile.path, detail: key }],
    confidence: isPackageName(name) ? 'high' : 'low',
  });
  return [...lockfile.packages.values()].filter(({ key }) => shipped.has(key)).map(rowOf);
}

/** The version of a dependency whose range allows a single one. */
function pinnedVersion(spec: ReturnType<typeof parseSpec>): string | null {
  return spec.kind === 'range' || spec.kind === 'alias' ? exactVersion(spec.range.trim()) : null;
}

/** Where a text requires a package. */
interface Place {
  readonly path: string;
  readonly root: string;
  /** The words of the requirement. */
  readonly detail: string;
}

/** A package that only a text requires, by a range. */
export function specifiedRow({ name, spec }: Dependency, { path, root, detail }: Place): Package {
  const requirement = parseSpec(spec);
  const real = requirement.kind === 'alias' ? (requirement.name ?? name) : name;
  const version = pinnedVersion(requirement);
  return {
    ...UNSEEN,
    id: `npm:${path}#${name}`,
    purl: npmPurl(real, version),
    name: real,
    versionState: version === null ? 'unknown' : 'exact',
    version,
    root,
    direct: true,
    alias: real === name ? null : name,
    origin: requirement.kind === 'elsewhere' ? 'private' : 'unknown',
    locations: [{ path }],
    dependencies: [],
    licenses: [],
    evidence: [{ method: 'manifest', path, detail }],
    confidence: isPackageName(real) ? 'medium' : 'low',
  };
}

export function rootId(folder: string): string {
  return `npm:${folder}`;
}

/** Run-time dependencies of a manifest without a lockfile; only pinned ones have a known version. */
export function declaredByManifest({ dependencies }: Manifest, rootFolder: string): Package[] {
  return [...dependencies.values()]
    .filter(({ type }) => type === 'prod' || type === 'optional')
    .map((dependency) => {
      const path = below(rootFolder, 'package.json');
      return specifiedRow(dependency, { path, root: rootId(rootFolder), detail: dependency.spec });
    });
}
