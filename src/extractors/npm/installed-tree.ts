import { beyondLimit, limitOf, type FileTree, below } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { edgesOf, reachableFrom, type Edges } from './graph.js';
import {
  allDependencies,
  exactVersion,
  isPackageName,
  type Dependency,
  type Manifest,
} from '../../ecosystems/index.js';
import type { Installed } from './installed.js';
import type { PackageFolder } from './locate-packages.js';
import { createResolver, type Resolver } from './resolver.js';
import type { RootFolder } from './roots.js';
import type { TreeContents } from './read-tree.js';

/** All packages with files of their own, and their dependents. */
export interface InstalledForest {
  readonly packages: readonly Installed[];
  readonly edges: ReadonlyMap<Installed, Edges>;
  readonly resolver: Resolver;
  /** Folders of roots whose manifest names dependencies; only these have `direct` and `extraneous`. */
  readonly speaking: ReadonlySet<string>;
  /** Required by a root or a workspace, or a workspace itself. */
  readonly direct: ReadonlySet<Installed>;
  /** Reached from a root. */
  readonly reached: ReadonlySet<Installed>;
  /** Folders that are required by path, URL or git. */
  readonly elsewhere: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/** A copy below a folder of another package counts only with a name and version in its manifest. */
function isPackage(folder: PackageFolder, manifest: Manifest | null): boolean {
  if (folder.presence === 'installed') return true;
  return manifest !== null && manifest.name !== null && manifest.version !== null;
}

function installedOf(folder: PackageFolder, manifest: Manifest | null): Installed {
  return {
    folder,
    manifest,
    name: manifest?.name ?? folder.name,
    version: exactVersion(manifest?.version ?? null),
  };
}

export function joinManifests(
  folders: Iterable<PackageFolder>,
  manifests: TreeContents['manifests'],
): ReadonlyMap<string, Installed> {
  const packages = new Map<string, Installed>();
  for (const folder of folders) {
    const manifest = manifests.get(below(folder.path, 'package.json')) ?? null;
    if (isPackage(folder, manifest)) packages.set(folder.path, installedOf(folder, manifest));
  }
  return packages;
}

/** A manifest whose dependencies were stripped, or that never had some, describes nothing of the tree beside it. */
function speaks(manifest: Manifest | undefined): boolean {
  return manifest !== undefined && manifest.dependencies.size + manifest.devDependencies.size > 0;
}

const NONE: ReadonlySet<string> = new Set();

/** The dependencies of a package; of a workspace also its development dependencies, as for a root. */
function wantedBy({ folder, manifest }: Installed): Iterable<Dependency> {
  if (!manifest) return [];
  return folder.isLinked ? allDependencies(manifest) : manifest.dependencies.values();
}

/** Resolves every dependency of every package and root. */
export function connect(
  tree: FileTree,
  packages: ReadonlyMap<string, Installed>,
  {
    roots,
    manifests,
  }: { readonly roots: readonly RootFolder[]; readonly manifests: TreeContents['manifests'] },
): InstalledForest {
  const resolver = createResolver(tree, packages);
  const budget = { left: limitOf('dependency-edges') };
  const manifestOf = (folder: string): Manifest | undefined => manifests.get(below(folder, 'package.json'));
  const all = [...packages.values()];
  const speaking = roots.filter(({ path }) => speaks(manifestOf(path)));
  const ofRoots = speaking.map(({ path }) => {
    const manifest = manifestOf(path);
    const wanted = manifest ? allDependencies(manifest) : [];
    return edgesOf(path, wanted, { resolver, overridden: manifest?.overridden ?? NONE, budget });
  });
  const edges = new Map<Installed, Edges>();
  for (const found of all) {
    const overridden = manifestOf(found.folder.root)?.overridden ?? NONE;
    edges.set(found, edgesOf(found.folder.path, wantedBy(found), { resolver, overridden, budget }));
  }
  const targetsOf = (from: Installed): readonly Installed[] => edges.get(from)?.targets ?? [];
  const linked = all.filter(({ folder }) => folder.isLinked);
  const direct = new Set([
    ...ofRoots.flatMap(({ targets }) => targets),
    ...linked,
    ...linked.flatMap(targetsOf),
  ]);
  return {
    packages: all,
    edges,
    resolver,
    speaking: new Set(speaking.map(({ path }) => path)),
    direct,
    reached: reachableFrom(direct, targetsOf),
    elsewhere: new Set([...edges.values(), ...ofRoots].flatMap((found) => found.elsewhere)),
    problems: budget.left < 0 ? [tooManyEdges()] : [],
  };
}

function tooManyEdges(): Problem {
  const message = `The packages have more than ${limitOf('dependency-edges')} dependencies: the others are not followed.`;
  return beyondLimit('dependency-edges', '', message);
}

function problem(code: Problem['code'], path: string, message: string): Problem {
  return { code, path, message, affectsCompleteness: true };
}

const MAX_SHOWN = 80;

function shorten(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** Why a package cannot be looked up. An unreadable manifest was reported where it was read. */
export function problemsOf({ folder, manifest, name, version }: Installed): readonly Problem[] {
  if (!folder.hasManifest) {
    const message =
      'A folder in node_modules holds code but no package.json: its package name and version are unknown.';
    return [problem('missing', folder.path, message)];
  }
  if (!manifest) return [];
  const path = below(folder.path, 'package.json');
  const problems = [...manifest.problems];
  if (!isPackageName(name)) {
    problems.push(
      problem('malformed', path, `No npm package can be called ${JSON.stringify(shorten(name))}.`),
    );
  }
  if (manifest.version !== null && version === null) {
    const message = `${JSON.stringify(shorten(manifest.version))} is not a version: it cannot be compared with advisories.`;
    problems.push(problem('malformed', path, message));
  }
  return problems;
}
