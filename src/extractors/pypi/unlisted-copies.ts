import { baseOf, below, parentOf, type FileTree } from '../../files/index.js';
import {
  judgeCopy,
  largestPresence,
  LEAST_PRESENT,
  type KnownFile,
  type KnownPackage,
  type ReleaseCopy,
  type ReleaseStore,
  type SeenContent,
} from '../../release-files/index.js';
import type { ReleaseSource } from '../extractor.js';
import type { FileOwners } from './file-owners.js';
import { PYTHON_CODE, PYTHON_SOURCE, sourceOf } from './python-files.js';
import { readContents, type WantedFile } from './unlisted-contents.js';

/** A copy of a package that no metadata describes. */
export interface UnlistedCopy extends Omit<ReleaseCopy, 'files'> {
  /** The folder that its modules are in. */
  readonly site: string;
  /** Its files in the tree. */
  readonly files: readonly string[];
}

/** Files of the tree at places where a package has files. */
interface Place {
  readonly site: string;
  readonly known: KnownPackage;
  readonly members: { readonly path: string; readonly file: KnownFile }[];
}

const IN_NODE_MODULES = /(?:^|\/)node_modules\//;
const LIBRARY = /(?:^|\/)[^/]+\.libs\/[^/]+\.so(?:\.\d+)*$/;

/** The path that a package's list would have for a file, whatever it is compiled or built for; null for other files. */
function recordedPath(path: string, tree: FileTree): string | null {
  if (LIBRARY.test(path)) return path;
  if (!PYTHON_CODE.test(path)) return null;
  if (PYTHON_SOURCE.test(path)) return path;
  const source = sourceOf(path);
  if (source !== null) return tree.files.has(source) ? null : source;
  return below(parentOf(path), `${baseOf(path).split('.', 1)[0] ?? ''}.so`);
}

/** Ends of a path that begin after a slash, the longest first, each with the folder before it. */
function* ends(path: string): Generator<readonly [end: string, before: string]> {
  yield [path, ''];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1))
    yield [path.slice(at + 1), path.slice(0, at)];
}

/** Adds a file to the place of each package that has one of its path. */
function addToPlaces(places: Map<string, Place>, { path, recorded }: LooseFile, store: ReleaseStore): void {
  for (const [end, site] of ends(recorded))
    for (const known of store.at(end)) {
      const key = `${site}\n${known.name}`;
      const place = places.get(key) ?? { site, known, members: [] };
      places.set(key, place);
      const file = known.files.get(end);
      if (file) place.members.push({ path, file });
    }
}

/** A file of no package, and the path that a package's list would have for it. */
interface LooseFile {
  readonly path: string;
  readonly recorded: string;
}

function looseFiles(tree: FileTree, owners: FileOwners): LooseFile[] {
  return [...tree.files.values()].flatMap(({ path, size }) => {
    const recorded =
      size === 0 || owners.has(path) || IN_NODE_MODULES.test(path) ? null : recordedPath(path, tree);
    return recorded === null ? [] : [{ path, recorded }];
  });
}

function placesOf(files: readonly LooseFile[], store: ReleaseStore): Place[] {
  const places = new Map<string, Place>();
  for (const file of files) addToPlaces(places, file, store);
  return [...places.values()].filter(
    ({ known, members }) =>
      largestPresence(
        known,
        members.map(({ file }) => file),
      ) >= LEAST_PRESENT,
  );
}

function kindOf(path: string): SeenContent['kind'] {
  if (LIBRARY.test(path)) return 'library';
  if (PYTHON_SOURCE.test(path)) return 'source';
  return sourceOf(path) === null ? 'module' : 'compiled';
}

function wantedFiles(places: readonly Place[]): Map<string, WantedFile> {
  const wanted = new Map<string, WantedFile>();
  for (const { known, members } of places)
    for (const { path, file } of members) {
      const kind = kindOf(path);
      const mayHoldVersion = known.versionFiles.has(file.path) || wanted.get(path)?.mayHoldVersion === true;
      // Identities are known of few modules.
      if (kind !== 'module' || file.contents.length > 0) wanted.set(path, { kind, mayHoldVersion });
    }
  return wanted;
}

/** Each file belongs to one copy: to the one deepest in the tree, and there to the one with the most equal files. */
function withoutShared(copies: readonly UnlistedCopy[]): UnlistedCopy[] {
  const taken = new Set<string>();
  const ranked = copies.toSorted((a, b) => b.site.length - a.site.length || b.equal - a.equal);
  const kept = ranked.map((copy) => {
    const files = copy.files.filter((path) => !taken.has(path));
    for (const path of files) taken.add(path);
    return { ...copy, files };
  });
  return kept.filter(({ files }) => files.length > 0).reverse();
}

/** Finds copies of packages among files of no package, by the files of published releases. Opens the store only if there are such files. */
export async function unlistedCopies(
  tree: FileTree,
  owners: FileOwners,
  open: ReleaseSource | undefined,
): Promise<UnlistedCopy[]> {
  const loose = looseFiles(tree, owners);
  const store = loose.length > 0 ? await open?.() : null;
  if (!store) return [];
  const places = placesOf(loose, store);
  const contents = await readContents(tree, wantedFiles(places));
  const copies = places.flatMap(({ site, known, members }): UnlistedCopy[] => {
    const files = members.map(({ path, file }) => {
      const { content = { kind: 'module' as const, identity: null }, versionTexts = [] } =
        contents.get(path) ?? {};
      return { path, known: file, content, versionTexts };
    });
    const copy = judgeCopy(known, files, store);
    return copy ? [{ ...copy, site, files: files.map(({ path }) => path) }] : [];
  });
  return withoutShared(copies);
}
