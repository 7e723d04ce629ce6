import { beyondLimit, limitOf } from '../files/index.js';
import type { PackageOrigin, Problem } from '../model/index.js';
import type { Dependency } from '../ecosystems/index.js';

/** An edge between entries of a lockfile. */
export interface LockedEdge {
  /** Key of the entry that it resolves to. */
  readonly key: string;
  readonly type: 'prod' | 'optional' | 'peer' | 'dev';
  /** Of a root edge: the folder of the workspace member that requires it; absent for the root itself. */
  readonly member?: string;
}

/** The kind of a requirement in a manifest or an entry: an optional peer is optional. */
export const EDGE_TYPE: Readonly<Record<Dependency['type'], LockedEdge['type']>> = {
  prod: 'prod',
  optional: 'optional',
  peer: 'peer',
  'optional-peer': 'optional',
  dev: 'dev',
};

/** One entry of a lockfile that stands for a package. */
export interface LockedPackage {
  /** Unique in the lockfile. */
  readonly key: string;
  readonly name: string;
  /** The name under which it is required, when that is another one. */
  readonly alias: string | null;
  readonly version: string | null;
  /** Folder below the lockfile's; only npm's lockfiles have places of packages. */
  readonly location: string | null;
  readonly origin: PackageOrigin;
  readonly licenses: readonly string[];
  readonly edges: readonly LockedEdge[];
  /** The condition under which Python's managers install it. */
  readonly marker?: string;
  /** The lockfile lists a script that runs on install. */
  readonly hasInstallScript?: true;
}

/** The content of a lockfile, whichever manager wrote it. */
export interface Lockfile {
  readonly path: string;
  readonly packages: ReadonlyMap<string, LockedPackage>;
  /** Names of folders of the project that are linked into `node_modules`: their versions are not locked. */
  readonly links?: ReadonlySet<string>;
  /** Requirements of the root and its workspaces; null when neither the lockfile nor a manifest has them. */
  readonly rootEdges: readonly LockedEdge[] | null;
  /** False: it lists what the project itself requires, and not what these packages bring along. */
  readonly isWhole?: boolean;
  /** The manager whose settings it has, where the file is of no manager. */
  readonly manager?: string;
  readonly problems: readonly Problem[];
  /** Other files whose requirements are part of it, as it writes their paths. */
  readonly includes?: readonly string[];
  /** Other files that only say which versions are allowed, as it writes their paths. */
  readonly constraints?: readonly string[];
}

/** A lockfile that could not be read at all. */
export function unreadLockfile(path: string, code: Problem['code'], message: string): Lockfile {
  const problems: Problem[] = [{ code, path, message, affectsCompleteness: true }];
  return { path, packages: new Map(), rootEdges: null, problems };
}

export function tooManyLocked(path: string): Problem {
  const message = `The lockfile names more than ${limitOf('lockfile-packages')} packages: the rest is left out.`;
  return beyondLimit('lockfile-packages', path, message);
}

export function tooDeeplyLocked(path: string): Problem {
  const message = `The lockfile nests packages deeper than ${limitOf('path-depth')} folders: the deeper ones are left out.`;
  return beyondLimit('path-depth', path, message);
}

/** Keys of entries reached from the root over some edges. @param follows its `from` is null for edges of the root. */
function closure(
  { packages, rootEdges }: Lockfile,
  follows: (edge: LockedEdge, from: LockedPackage | null) => boolean,
): ReadonlySet<string> {
  const keysOf = (edges: readonly LockedEdge[], from: LockedPackage | null): string[] =>
    edges.filter((edge) => packages.has(edge.key) && follows(edge, from)).map(({ key }) => key);
  const seen = new Set(keysOf(rootEdges ?? [], null));
  // A Set grows while it is walked.
  for (const key of seen) {
    const from = packages.get(key);
    if (from) for (const next of keysOf(from.edges, from)) seen.add(next);
  }
  return seen;
}

/** Keys of what an installation without development dependencies may contain; all keys when the root's requirements are unknown. */
export function shippedKeys(lockfile: Lockfile): ReadonlySet<string> {
  return lockfile.rootEdges === null
    ? new Set(lockfile.packages.keys())
    : closure(lockfile, ({ type }) => type !== 'dev');
}

/**
 * Keys of what every installation must contain: neither development nor optional nor peer.
 * @param brings whether the dependent has the dependency in its own tarball.
 */
export function requiredKeys(
  lockfile: Lockfile,
  brings: (dependent: LockedPackage, dependency: LockedPackage) => boolean,
): ReadonlySet<string> {
  return closure(lockfile, ({ key, type }, from) => {
    const to = lockfile.packages.get(key);
    return type === 'prod' && to !== undefined && !(from && brings(from, to));
  });
}

/**
 * The lockfile with the root edges of one manifest: those of its folder and of the members of the workspace that it depends on.
 * @param folder '' for the root.
 */
export function lockfileOfMember(lockfile: Lockfile, folder: string): Lockfile {
  const { rootEdges, packages } = lockfile;
  if (rootEdges === null) return lockfile;
  const edges: LockedEdge[] = [];
  const members = new Set([folder]);
  // A Set grows while it is walked.
  for (const member of members) {
    for (const edge of rootEdges) {
      if ((edge.member ?? '') !== member) continue;
      if (packages.has(edge.key)) edges.push(edge);
      else members.add(edge.key);
    }
  }
  return { ...lockfile, rootEdges: edges };
}
