import {
  bytesInMemory,
  overlay,
  problemLog,
  type FileTree,
  type Origin,
  type OverlayLayer,
  type ProblemLog,
  beyondLimit,
  limitOf,
} from '../files/index.js';
import type { Problem } from '../model/index.js';
import { disguisedArchives, type DisguisedArchives } from './disguised-archives.js';
import { packageFiles } from './package-files.js';
import type { UnpackContext, Unpacked } from './unpacker.js';

const ARCHIVE_NAMES = /\.(?:zip|jar|war|ear|whl|egg|tgz|tar|tar\.gz)$/i;
/** Names of archives in formats that are not supported. */
const UNREAD_ARCHIVE_NAMES = /\.(?:7z|rar|asar|tar\.(?:xz|bz2|zst|br|lz4?)|txz|tbz2?|tzst)$/i;
/** Names of single compressed files. */
const COMPRESSED_NAMES = /\.gz$/i;

interface Candidates {
  /** Paths of the archives to open. */
  readonly wanted: readonly string[];
  readonly problems: readonly Problem[];
}

interface Searched extends Candidates {
  /** Those of `wanted` that only their content shows. */
  readonly disguised: ReadonlySet<string>;
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

/** The archives of a tree by their names and by their content. */
interface Found {
  readonly files: FileTree['files'];
  readonly isPackaged: (path: string) => boolean;
  readonly disguised: ReadonlySet<string>;
  readonly unread: readonly string[];
}

function findArchives(
  { files, isPackaged, disguised, unread: unreadByContent }: Found,
  { depth, limits }: UnpackContext,
): Candidates {
  const all = [...files.values()];
  const archives = all.filter(({ path }) => ARCHIVE_NAMES.test(path) || disguised.has(path));
  const packaged = archives.filter(({ path }) => isPackaged(path)).map(({ path }) => path);
  const own = archives.filter(({ path }) => !isPackaged(path));
  const unreadByName = all
    .filter(({ path }) => UNREAD_ARCHIVE_NAMES.test(path) && !isPackaged(path))
    .map(({ path }) => path);
  const unread = [...unreadByName, ...unreadByContent].sort();
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

const NOTHING_SEARCHED: DisguisedArchives = { paths: [], unread: [], problems: [] };

/** The problem with its path below `outer.zip!/`, as the outer artifact reports it. */
function problemInside(archive: string, problem: Problem): Problem {
  return { ...problem, path: problem.path === '' ? archive : `${archive}!/${problem.path}` };
}

/** Whether a file only starts like an archive, which makes it data. */
function isNoArchive({ tree, problems }: Unpacked): boolean {
  if (tree.files.size + tree.links.size > 0) return false;
  return problems.every(({ code, path }) => code === 'malformed' && path === '');
}

/** Whether a compressed file holds the same bytes as the file beside it: web servers send one or the other. */
async function repeatsFile(
  { tree: inside, problems }: Unpacked,
  outside: FileTree,
  path: string,
): Promise<boolean> {
  const [entry, ...others] = inside.files.values();
  const beside = outside.files.get(path.replace(COMPRESSED_NAMES, ''));
  if (!COMPRESSED_NAMES.test(path) || others.length + problems.length > 0) return false;
  if (entry?.size !== beside?.size || !entry || !beside) return false;
  const [one, other] = [await inside.read(entry.path), await outside.read(beside.path)];
  return one.bytes !== undefined && other.bytes !== undefined && Buffer.compare(one.bytes, other.bytes) === 0;
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

/** Archives by their content. The search costs as much as reading all files: of several threads one does it. */
async function searchContents(
  { tree, image }: Unpacked,
  { disguised }: UnpackContext,
  isPackaged: Found['isPackaged'],
): Promise<DisguisedArchives> {
  // Images are not searched: system files hide no code of the function, and every search would read the whole image.
  if (image) return NOTHING_SEARCHED;
  if (disguised) return { ...NOTHING_SEARCHED, paths: await disguised };
  return disguisedArchives(tree, (path) => isArchiveName(path) || isPackaged(path));
}

/** Finds the archives to open, by their names and by their content. */
async function searchArchives(
  unpacked: Unpacked,
  context: UnpackContext,
  { name }: Pick<Origin, 'name'>,
): Promise<Searched> {
  const { tree } = unpacked;
  const isPackaged = packageFiles(tree, context.depth > 0 ? name : '');
  const search = await searchContents(unpacked, context, isPackaged);
  const disguised = new Set(search.paths);
  const found = { files: tree.files, isPackaged, disguised, unread: search.unread };
  const { wanted, problems } = findArchives(found, context);
  return { wanted, disguised, problems: [...search.problems, ...problems] };
}

/**
 * Opens the archives inside an unpacked artifact and adds their files below `outer.zip!/`. `context.unpackNested` calls
 * this function too, so deeper archives are included.
 */
export async function openNestedArchives(
  unpacked: Unpacked,
  context: UnpackContext,
  origin: Pick<Origin, 'name'>,
): Promise<Unpacked> {
  const { tree } = unpacked;
  const { wanted, disguised, problems } = await searchArchives(unpacked, context, origin);
  const log = problemLog();
  for (const problem of [...unpacked.problems, ...problems]) log.add(problem);
  const layers: [OverlayLayer, ...OverlayLayer[]] = [{ tree }];
  for await (const { path, bytes, problem } of tree.readMany(wanted)) {
    if (problem) {
      log.add(problem);
      continue;
    }
    // For a disguised archive the content decides, not the name. The name of a compressed file is that of its content.
    const name = disguised.has(path) && !COMPRESSED_NAMES.test(path) ? '' : path;
    const inner = { kind: 'archive', name, bytes: bytesInMemory(bytes) } as const;
    const nested = await context.unpackNested(inner, context.depth + 1);
    if (disguised.has(path) && isNoArchive(nested)) continue;
    if (await repeatsFile(nested, tree, path)) continue;
    for (const inside of nested.problems) log.add(problemInside(path, inside));
    layers.push({ tree: nested.tree, at: `${path}!` });
  }
  return { ...unpacked, tree: joined(layers, log), problems: log.list(), disguised: [...disguised] };
}
