import { nuget } from '../../ecosystems/index.js';
import {
  below,
  beyondLimit,
  limitOf,
  linkTarget,
  parentOf,
  type FileEntry,
  type FileTree,
} from '../../files/index.js';
import { PackageOwners, type Package, type Problem } from '../../model/index.js';
import type { ExtractContext, Extraction } from '../extractor.js';
import { declaredRows, readManagerLocks } from '../locked-packages.js';
import { NOTHING_FOUND } from '../nothing-found.js';
import { packageRow } from '../package-row.js';
import { unexplainedProblem } from '../unexplained-code.js';
import { readDepsList, type ListedLibrary } from './deps-list.js';

const LIST = /\.deps\.json$/i;
const ASSEMBLY = /\.dll$/i;
const IN_NODE_MODULES = /(?:^|\/)node_modules\//;

/** Characters of a library's kind that the evidence shows. */
const SHOWN_CHARACTERS = 80;

interface DepsList {
  readonly path: string;
  readonly libraries: readonly ListedLibrary[];
}

function listProblem(path: string): Problem {
  const message = 'The list of libraries is none that .NET writes: its packages were not seen.';
  return { code: 'malformed', path, message, affectsCompleteness: true };
}

async function readLists(tree: FileTree): Promise<{ lists: DepsList[]; problems: Problem[] }> {
  const paths = [...tree.files.keys()].filter((path) => LIST.test(path) && !IN_NODE_MODULES.test(path));
  const lists: DepsList[] = [];
  const problems: Problem[] = [];
  for await (const { path, bytes, problem } of tree.readMany(paths)) {
    const isCut = bytes !== undefined && bytes.length > limitOf('dotnet-list');
    const libraries = bytes && !isCut ? readDepsList(new TextDecoder().decode(bytes)) : null;
    if (libraries) lists.push({ path, libraries });
    else if (isCut)
      problems.push(beyondLimit('dotnet-list', path, 'The list of libraries is too large to be read.'));
    else problems.push(problem ?? listProblem(path));
  }
  return { lists: lists.sort((a, b) => (a.path < b.path ? -1 : 1)), problems };
}

/** Files of a library that are there. */
function placesOf({ files }: ListedLibrary, path: string, tree: FileTree): string[] {
  const places = files.flatMap((file) => linkTarget(path, file, false) ?? []);
  return [...new Set(places)].filter((place) => tree.files.has(place));
}

function rootIdOf(path: string): string {
  return `nuget:${path}`;
}

function idOf(path: string, key: string): string {
  return `${rootIdOf(path)}#${key}`;
}

/** The application's own projects are no packages. */
function isProject({ type }: ListedLibrary): boolean {
  return type === 'project';
}

function rowsOf({ path, libraries }: DepsList, tree: FileTree): Package[] {
  const packages = libraries.filter((library) => !isProject(library));
  const keys = new Set(packages.map(({ key }) => key));
  const direct = new Set(libraries.filter(isProject).flatMap(({ needs }) => needs));
  return packages.map((library) => {
    const { key, name, version, type, needs } = library;
    const places = placesOf(library, path, tree);
    const isThere = places.length > 0 || library.files.length === 0;
    const isPublished = type === 'package' || type === 'runtimepack';
    return packageRow(nuget, {
      id: idOf(path, key),
      name,
      version: nuget.versions.isValid(version) ? version : null,
      presence: isThere ? 'installed' : 'declared',
      root: rootIdOf(path),
      direct: direct.size === 0 ? null : direct.has(key),
      origin: isPublished ? 'unknown' : 'private',
      places: places.length > 0 ? places : [path],
      dependencies: [...new Set(needs)]
        .filter((each) => keys.has(each) && each !== key)
        .map((each) => idOf(path, each)),
      evidence: {
        method: 'manifest',
        path,
        detail: type === 'package' ? null : type.slice(0, SHOWN_CHARACTERS),
      },
    });
  });
}

/** Assemblies of the application itself. */
function ownAssemblies(lists: readonly DepsList[], tree: FileTree): ReadonlySet<string> {
  return new Set(
    lists.flatMap(({ path, libraries }) =>
      libraries.filter(isProject).flatMap((library) => placesOf(library, path, tree)),
    ),
  );
}

/** Finds the packages of .NET applications by the lists that their builds leave, and what lockfiles declare where there is none. */
export async function findLibraries(
  tree: FileTree,
  { systemFiles = new Set() }: ExtractContext,
): Promise<Extraction> {
  const { lists, problems } = await readLists(tree);
  const locks = await readManagerLocks(
    tree,
    { manager: 'nuget', ecosystem: nuget },
    (path) => !IN_NODE_MODULES.test(path),
  );
  const declaring = lists.length > 0 ? [] : locks.lockfiles;
  const packages = [
    ...lists.flatMap((list) => rowsOf(list, tree)),
    ...declaring.flatMap((lock) => declaredRows(lock, { ecosystem: nuget, root: rootIdOf(lock.path) })),
  ];
  const own = ownAssemblies(lists, tree);
  const owners = new PackageOwners(packages);
  const unknown = [...tree.files.values()].filter(
    ({ path, size }: FileEntry) =>
      size > 0 &&
      ASSEMBLY.test(path) &&
      !IN_NODE_MODULES.test(path) &&
      !own.has(path) &&
      !systemFiles.has(path) &&
      owners.ownerOf(path) === undefined,
  );
  return {
    ...NOTHING_FOUND,
    roots: [...lists, ...declaring].map(({ path }) => ({
      id: rootIdOf(path),
      path: parentOf(path),
      name: null,
      manager: 'dotnet',
    })),
    packages,
    problems: [
      ...problems,
      ...locks.problems,
      ...unexplainedProblem({
        what: '.NET assemblies that no list of libraries describes',
        files: unknown,
        topOf: (path) => below(parentOf(path), path.slice(path.lastIndexOf('/') + 1)),
        advice: 'Deploy the .deps.json file of the application too, so that its packages can be checked.',
      }),
    ],
    ownFiles: own,
  };
}
