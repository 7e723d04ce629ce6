import { isInPackageFolder } from '../../ecosystems/index.js';
import { beyondLimit, limitOf, type FileTree } from '../../files/index.js';
import { listed, type ApplicationRoot, type Package, type Problem } from '../../model/index.js';
import { readDepsList, type ListedLibrary } from './deps-list.js';
import { rootIdOf, rowsOf } from './library-rows.js';
import { readSingleFile, type SingleFile, type SingleFileFault } from './single-file.js';

/** Assemblies that a message names. */
const SHOWN_ASSEMBLIES = 5;

interface Found {
  readonly roots: readonly ApplicationRoot[];
  readonly packages: readonly Package[];
  readonly problems: readonly Problem[];
}

function unresolved(path: string, message: string): Problem {
  return { code: 'unresolved', path, message, affectsCompleteness: true };
}

/** Assemblies in a program that its list does not describe. */
function undescribed(
  path: string,
  assemblies: readonly string[],
  libraries: readonly ListedLibrary[],
): Problem[] {
  const described = new Set(libraries.flatMap(({ files }) => files));
  const unknown = assemblies.filter((each) => !described.has(each));
  if (unknown.length === 0) return [];
  return [
    unresolved(
      path,
      `Holds .NET assemblies that its list of libraries lacks: ${listed(unknown, SHOWN_ASSEMBLIES)}.`,
    ),
  ];
}

function faultOf(path: string, why: string): Found {
  const message = `Is a .NET program that holds its assemblies, which cannot be read: ${why}.`;
  return {
    roots: [],
    packages: [],
    problems: [{ code: 'malformed', path, message, affectsCompleteness: true }],
  };
}

function foundIn(path: string, program: SingleFile | SingleFileFault): Found {
  if ('fault' in program) return faultOf(path, program.fault);
  const { list, assemblies } = program;
  if (list === null)
    return {
      roots: [],
      packages: [],
      problems: [unresolved(path, 'Is a .NET program without a list of its libraries.')],
    };
  if (list.length > limitOf('dotnet-list')) {
    const problem = beyondLimit('dotnet-list', path, 'Its list of libraries is too large to be read.');
    return { roots: [], packages: [], problems: [problem] };
  }
  const libraries = readDepsList(list);
  if (!libraries) return faultOf(path, 'its list of libraries is none that .NET writes');
  const inside = new Set(assemblies);
  const packages = rowsOf({ path, libraries }, ({ files, isRun }) => ({
    places: [path],
    presence:
      files.some((each) => inside.has(each)) || (isRun && files.length === 0) ? 'bundled' : 'declared',
  }));
  return {
    roots: [{ id: rootIdOf(path), path, name: null, manager: 'dotnet' }],
    packages,
    problems: undescribed(path, assemblies, libraries),
  };
}

/** Packages of .NET programs that hold their assemblies in one file. */
export async function singleFiles(tree: FileTree, programs: ReadonlySet<string>): Promise<Found> {
  const found: (readonly [string, Found])[] = [];
  for await (const { path, bytes } of tree.readMany(
    [...programs].filter((each) => !isInPackageFolder(each)),
  )) {
    const program = bytes && readSingleFile(bytes);
    if (program) found.push([path, foundIn(path, program)]);
  }
  const sorted = found.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
  return {
    roots: sorted.flatMap(({ roots }) => roots),
    packages: sorted.flatMap(({ packages }) => packages),
    problems: sorted.flatMap(({ problems }) => problems),
  };
}
