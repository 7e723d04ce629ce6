import { isInPackageFolder } from '../ecosystems/index.js';
import {
  bytesInMemory,
  overlay,
  problemLog,
  type FileTree,
  type OverlayLayer,
  type ProblemLog,
  beyondLimit,
  limitOf,
} from '../files/index.js';
import type { Problem } from '../model/index.js';
import { disguisedArchives, type DisguisedArchives } from './disguised-archives.js';
import type { UnpackContext, Unpacked } from './unpacker.js';

const ARCHIVE_NAMES = /\.(?:zip|jar|war|ear|whl|egg|tgz|tar|tar\.gz)$/i;
/** Names of archives in formats that are not supported. */
const UNREAD_ARCHIVE_NAMES = /\.(?:7z|rar|asar|tar\.(?:xz|bz2|zst|br|lz4?)|txz|tbz2?|tzst)$/i;
interface Candidates {
  /** Paths of the archives to open. */
  readonly wanted: readonly string[];
  readonly problems: readonly Problem[];
}

function tooDeep(paths: readonly string[], depth: number): Problem {
  const [path = ''] = paths;
  const message = `Archives are nested more than ${depth} deep: ${paths.length} of them were not opened.`;
  return beyondLimit('nesting', path, message);
}

/**
 * Notes archives that packages contain as data; they are not code of the function. Yarn's cache archives are not below
 * node_modules and are therefore opened.
 */
function inPackages(paths: readonly string[]): Problem {
  const [path = ''] = paths;
  const message = `Archives inside installed packages are not opened (${paths.length} of them).`;
  return { code: 'unsupported', path, message, affectsCompleteness: false };
}

function ofUnreadFormat(paths: readonly string[]): Problem {
  const [path = ''] = paths;
  const message = `Archives inside are of a format that is not read: ${paths.length} of them were not opened.`;
  return { code: 'unsupported', path, message, affectsCompleteness: true };
}

function heldTooMuch(paths: readonly string[]): Problem {
  const [path = ''] = paths;
  const message = `The archives inside take more than ${limitOf('nested-archives')} bytes: ${paths.length} of them were not opened.`;
  return beyondLimit('nested-archives', path, message);
}

function isArchiveName(path: string): boolean {
  return ARCHIVE_NAMES.test(path) || UNREAD_ARCHIVE_NAMES.test(path);
}

function findArchives(
  tree: FileTree,
  disguised: ReadonlySet<string>,
  { depth, limits }: UnpackContext,
): Candidates {
  const files = [...tree.files.values()];
  const archives = files.filter(({ path }) => ARCHIVE_NAMES.test(path) || disguised.has(path));
  const packaged = archives.filter(({ path }) => isInPackageFolder(path)).map(({ path }) => path);
  const own = archives.filter(({ path }) => !isInPackageFolder(path));
  const unread = files
    .filter(({ path }) => UNREAD_ARCHIVE_NAMES.test(path) && !isInPackageFolder(path))
    .map(({ path }) => path);
  const problems = [
    ...(packaged.length > 0 ? [inPackages(packaged)] : []),
    ...(unread.length > 0 ? [ofUnreadFormat(unread)] : []),
  ];
  if (own.length === 0) return { wanted: [], problems };
  if (depth >= limits.maxNesting) {
    const paths = own.map(({ path }) => path);
    return { wanted: [], problems: [...problems, tooDeep(paths, limits.maxNesting)] };
  }
  const wanted: string[] = [];
  const excess: string[] = [];
  let held = 0;
  for (const { path, size } of own) {
    held += size;
    (held > limitOf('nested-archives') ? excess : wanted).push(path);
  }
  return { wanted, problems: excess.length > 0 ? [...problems, heldTooMuch(excess)] : problems };
}

const NOTHING_SEARCHED: DisguisedArchives = { paths: [], problems: [] };

/** The problem with its path below `outer.zip!/`, as the outer artifact reports it. */
function problemInside(archive: string, problem: Problem): Problem {
  return { ...problem, path: problem.path === '' ? archive : `${archive}!/${problem.path}` };
}

/** The artifact's own tree, overlaid with the trees of its archives. */
function joined(layers: readonly [OverlayLayer, ...OverlayLayer[]], log: ProblemLog): FileTree {
  if (layers.length === 1) return layers[0].tree;
  const { tree, hidden } = overlay(layers);
  for (const { path, by } of hidden) {
    const message = `A file of this name is hidden by the content of an archive, shown below ${layers[by]?.at}/.`;
    log.add({ code: 'unsafe-path', path, message, affectsCompleteness: true });
  }
  return tree;
}

/**
 * Opens the archives inside an unpacked artifact and adds their files below `outer.zip!/`. `context.unpackNested` calls
 * this function too, so deeper archives are included.
 */
export async function openNestedArchives(unpacked: Unpacked, context: UnpackContext): Promise<Unpacked> {
  // Images are not searched: system files hide no code of the function, and every search would read the whole image.
  const isLookedAt = unpacked.image === null && context.depth < context.limits.maxNesting;
  const search = isLookedAt ? await disguisedArchives(unpacked.tree, isArchiveName) : NOTHING_SEARCHED;
  const disguised = new Set(search.paths);
  const { wanted, problems } = findArchives(unpacked.tree, disguised, context);
  const log = problemLog();
  for (const problem of [...unpacked.problems, ...search.problems, ...problems]) log.add(problem);
  const layers: [OverlayLayer, ...OverlayLayer[]] = [{ tree: unpacked.tree }];
  for await (const { path, bytes, problem } of unpacked.tree.readMany(wanted)) {
    if (problem) {
      log.add(problem);
      continue;
    }
    // For a disguised archive the content decides, not the name.
    const name = disguised.has(path) ? '' : path;
    const origin = { kind: 'archive', name, bytes: bytesInMemory(bytes) } as const;
    const nested = await context.unpackNested(origin, context.depth + 1);
    // A file that only starts like an archive is data.
    if (disguised.has(path) && nested.tree.files.size === 0) continue;
    for (const inside of nested.problems) log.add(problemInside(path, inside));
    layers.push({ tree: nested.tree, at: `${path}!` });
  }
  return { ...unpacked, tree: joined(layers, log), problems: log.list() };
}
