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
import type { Lockfile } from '../../lockfiles/index.js';
import { groupBy, PackageOwners, type Problem } from '../../model/index.js';
import type { ExtractContext, Extraction } from '../extractor.js';
import { lockDrifts } from '../lock-drift.js';
import { declaredRows, readManagerLocks } from '../locked-packages.js';
import { NOTHING_FOUND } from '../nothing-found.js';
import { unexplainedProblem } from '../unexplained-code.js';
import { readDepsList, type ListedLibrary } from './deps-list.js';
import { isProject, rootIdOf, rootOf, rowsOf, type DepsList, type PlacesOf } from './library-rows.js';
import { singleFiles } from './single-files.js';

const LIST = /\.deps\.json$/i;
const ASSEMBLY = /\.dll$/i;
const IN_NODE_MODULES = /(?:^|\/)node_modules\//;

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

/** Beside the list, in files of their own. A library that runs and has no files is nowhere else. */
function besideList({ path }: DepsList, tree: FileTree): PlacesOf {
  return (library) => {
    const places = placesOf(library, path, tree);
    const isThere = places.length > 0 || (library.isRun && library.files.length === 0);
    return { places: places.length > 0 ? places : [path], presence: isThere ? 'installed' : 'declared' };
  };
}

/** Assemblies of the application itself. */
function ownAssemblies(lists: readonly DepsList[], tree: FileTree): ReadonlySet<string> {
  return new Set(
    lists.flatMap(({ path, libraries }) =>
      libraries.filter(isProject).flatMap((library) => placesOf(library, path, tree)),
    ),
  );
}

/** A lockfile has a list for each framework, and no packages that the runtime itself brings. */
const LOCK_RULES = { ecosystem: nuget, listsAll: false, isAllInstalled: false };

/** Lockfiles that are alone in their folder: of those of several projects, none tells which application it is for. */
function loneLocks(lockfiles: readonly Lockfile[]): Lockfile[] {
  const byFolder = groupBy(lockfiles, ({ path }) => [parentOf(path)]);
  return [...byFolder.values()].flatMap((each) => (each.length === 1 ? each : []));
}

/** Finds the packages of .NET applications by the lists that their builds leave, and what lockfiles declare where there is none. */
export async function findLibraries(tree: FileTree, context: ExtractContext): Promise<Extraction> {
  const { systemFiles = new Set() } = context;
  const { lists, problems } = await readLists(tree);
  const locks = await readManagerLocks(
    tree,
    { manager: 'nuget', ecosystem: nuget },
    (path) => !IN_NODE_MODULES.test(path),
  );
  const programs = await singleFiles(tree, context.programs ?? new Set());
  const declaring = lists.length + programs.packages.length > 0 ? [] : locks.lockfiles;
  const packages = [
    ...lists.flatMap((list) => rowsOf(list, besideList(list, tree))),
    ...programs.packages,
    ...declaring.flatMap((lock) =>
      declaredRows(lock, { ecosystem: nuget, root: rootIdOf(lock.path), isAllShipped: true }),
    ),
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
  const roots = [...[...lists, ...declaring].map(rootOf), ...programs.roots];
  return {
    ...NOTHING_FOUND,
    ...lockDrifts({ roots, packages }, loneLocks(locks.lockfiles), LOCK_RULES),
    roots,
    packages,
    problems: [
      ...problems,
      ...locks.problems,
      ...programs.problems,
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
