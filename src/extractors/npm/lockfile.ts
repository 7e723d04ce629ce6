import { beyondLimit, limitOf } from '../../files/index.js';
import type { PackageOrigin, Problem } from '../../model/index.js';
import type { Manifest } from './manifest.js';

/** An edge between entries of a lockfile. */
export interface LockedEdge {
  /** Key of the entry that it resolves to. */
  readonly key: string;
  readonly type: 'prod' | 'optional' | 'peer' | 'dev';
}

/** One entry of a lockfile that stands for a package. */
export interface LockedPackage {
  /** Unique in the lockfile. */
  readonly key: string;
  readonly name: string;
  /** The name that it is asked for by, when that is another one. */
  readonly alias: string | null;
  readonly version: string | null;
  /** Folder below the lockfile's; only npm's lockfiles say where a package goes. */
  readonly location: string | null;
  readonly origin: PackageOrigin;
  readonly licenses: readonly string[];
  readonly edges: readonly LockedEdge[];
  /** The lockfile says that it runs a script on install. */
  readonly hasInstallScript?: true;
}

/** What a lockfile says, whichever manager wrote it. */
export interface Lockfile {
  readonly path: string;
  readonly packages: ReadonlyMap<string, LockedPackage>;
  /** Names of folders of the project that are linked into `node_modules`: their versions are not locked. */
  readonly links?: ReadonlySet<string>;
  /** What the root and its workspaces ask for; null when neither the lockfile nor a manifest tells. */
  readonly rootEdges: readonly LockedEdge[] | null;
  readonly problems: readonly Problem[];
}

/** What a reader of a lockfile format gets. */
export interface LockfileInput {
  readonly path: string;
  readonly text: string;
  /** Of the root: some formats leave what the root asks for to it. */
  readonly manifest: Manifest | null;
}

export type LockfileReader = (input: LockfileInput) => Lockfile;

/** A lockfile of which nothing could be read. */
export function unreadLockfile(path: string, code: Problem['code'], message: string): Lockfile {
  const problems: Problem[] = [{ code, path, message, affectsCompleteness: true }];
  return { path, packages: new Map(), rootEdges: null, problems };
}

export function tooManyLocked(path: string): Problem {
  const message = `The lockfile names more than ${limitOf('lockfile-packages')} packages: the rest is left out.`;
  return beyondLimit('lockfile-packages', path, message);
}

/** Keys of entries reached from the root over edges of some types. */
function closure(
  { packages, rootEdges }: Lockfile,
  types: ReadonlySet<LockedEdge['type']>,
): ReadonlySet<string> {
  const keysOf = (edges: readonly LockedEdge[]): string[] =>
    edges.filter(({ key, type }) => types.has(type) && packages.has(key)).map(({ key }) => key);
  const seen = new Set(keysOf(rootEdges ?? []));
  // A Set grows while it is walked.
  for (const key of seen) for (const next of keysOf(packages.get(key)?.edges ?? [])) seen.add(next);
  return seen;
}

const SHIPPED = new Set<LockedEdge['type']>(['prod', 'optional', 'peer']);
const REQUIRED = new Set<LockedEdge['type']>(['prod']);

/** Keys of what an installation without development dependencies may contain; of all when the root's wishes are unknown. */
export function shippedKeys(lockfile: Lockfile): ReadonlySet<string> {
  return lockfile.rootEdges === null ? new Set(lockfile.packages.keys()) : closure(lockfile, SHIPPED);
}

/** Keys of what every installation must contain: neither development nor optional nor peer. */
export function requiredKeys(lockfile: Lockfile): ReadonlySet<string> {
  return closure(lockfile, REQUIRED);
}
