import { normaliseName, pypi, type PythonEnvironment } from '../../ecosystems/index.js';
import { baseOf, linkTarget, type FileTree } from '../../files/index.js';
import {
  pythonLockfileOf,
  readForeignLockfile,
  type Lockfile,
  type PythonManager,
} from '../../lockfiles/index.js';
import type { Problem } from '../../model/index.js';
import { appliesIn } from './declared-rows.js';

/** The manager whose file it is; every other text is a list of requirements. */
export function managerAt(path: string): PythonManager {
  return pythonLockfileOf(baseOf(path))?.manager ?? 'pip';
}

function notIncluded(path: string, include: string): Problem {
  const message = `Includes ${include}, which is not there: what it requires was not seen.`;
  return { code: 'unresolved', path, message, affectsCompleteness: true };
}

/** The file that a path means which another file names; undefined where there is none. */
function fileAt(tree: FileTree, from: string, path: string): string | undefined {
  const target = linkTarget(from, path, false);
  return target !== undefined && tree.files.has(target) ? target : undefined;
}

/** Files that a list of requirements names, as far as they are there, and a problem for each missing one that it includes. */
function namedFiles(
  tree: FileTree,
  path: string,
  { includes = [], constraints = [] }: Lockfile,
): { readonly included: string[]; readonly constraints: string[]; readonly problems: Problem[] } {
  const present = (names: readonly string[]): string[] =>
    names.flatMap((name) => fileAt(tree, path, name) ?? []);
  const missing = includes.filter((name) => fileAt(tree, path, name) === undefined);
  return {
    included: present(includes),
    constraints: present(constraints),
    problems: missing.map((name) => notIncluded(path, name)),
  };
}

interface ReadList {
  readonly lock: Lockfile;
  /** Paths of the files that were read. */
  readonly files: ReadonlySet<string>;
}

/** A list of requirements with those that it includes, each file once, and with the versions that its constraints allow. */
export async function readWithIncludes(
  tree: FileTree,
  path: string,
  environment: PythonEnvironment,
): Promise<ReadList> {
  const seen = new Set([path]);
  const constraints = new Set<string>();
  let whole: Lockfile | null = null;
  // A Set grows while it is walked.
  for (const at of seen) {
    const read = await readForeignLockfile(await tree.read(at), managerAt(at));
    const named = namedFiles(tree, at, read);
    for (const each of named.included) seen.add(each);
    for (const each of named.constraints) constraints.add(each);
    const part = { ...read, problems: [...read.problems, ...named.problems] };
    whole = whole === null ? part : joined(whole, part);
  }
  const lockfile = whole ?? (await readForeignLockfile(await tree.read(path), 'pip'));
  const versions = await constrainedVersions(tree, constraints, environment);
  return { lock: constraints.size === 0 ? lockfile : withVersions(lockfile, versions), files: seen };
}

/** Versions that files of constraints name, by normalised name; null where the files name several, or where a condition is not certain. */
async function constrainedVersions(
  tree: FileTree,
  files: Iterable<string>,
  environment: PythonEnvironment,
): Promise<ReadonlyMap<string, string | null>> {
  const versions = new Map<string, string | null>();
  for (const path of files) {
    const { packages } = await readForeignLockfile(await tree.read(path), 'pip');
    for (const each of packages.values()) {
      const applies = appliesIn(each, environment);
      if (applies === false || each.version === null) continue;
      const name = normaliseName(pypi.name, each.name);
      const isOnly = (versions.get(name) ?? each.version) === each.version && versions.get(name) !== null;
      versions.set(name, applies && isOnly ? each.version : null);
    }
  }
  return versions;
}

/** Gives packages without a version the one that constraints name. */
function withVersions(lockfile: Lockfile, versions: ReadonlyMap<string, string | null>): Lockfile {
  const packages = [...lockfile.packages].map(([key, each]) => {
    const version = each.version ?? versions.get(normaliseName(pypi.name, each.name)) ?? null;
    return [key, { ...each, version }] as const;
  });
  return { ...lockfile, packages: new Map(packages) };
}

function joined(whole: Lockfile, part: Lockfile): Lockfile {
  return {
    ...whole,
    packages: new Map([...part.packages, ...whole.packages]),
    isWhole: (whole.isWhole ?? true) && (part.isWhole ?? true),
    rootEdges: whole.rootEdges && [...whole.rootEdges, ...(part.rootEdges ?? [])],
    problems: [...whole.problems, ...part.problems],
  };
}
