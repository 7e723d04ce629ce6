import { limitOf, isWithinAny, parentOf, topFolders, type FileTree } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { beyondLimit } from '../../files/index.js';
import {
  candidateReleases,
  classFingerprint,
  type ClassStore,
  type KnownLibrary,
} from '../../release-files/index.js';
import { isLibrary, type JavaPackage } from './java-packages.js';
import { isMovedFolder } from './class-folders.js';
import { packageFolderOf } from './locate-jars.js';
import type { ReadPlace } from './read-places.js';

/** Fewer classes of one library may be copies of single classes. */
const FEWEST_CLASSES = 3;

/** A library whose classes a build moved into other packages, or whose metadata it removed. */
export interface CopiedLibrary {
  readonly place: ReadPlace;
  readonly name: string;
  /** Ascending; empty if they are too many to say anything. */
  readonly versions: readonly string[];
  /** Folders in the tree. */
  readonly folders: readonly string[];
  readonly classes: number;
}

/** Whether classes of a folder may be copies: in a library's jar, only folders that builds move copies into. */
function mayHoldCopies(place: ReadPlace, claimed: ReadonlySet<string>): (path: string) => boolean {
  return (path) =>
    isLibrary(place) ? isMovedFolder(packageFolderOf(place.path, path)) : !isWithinAny(path, claimed);
}

interface Hits {
  readonly folders: Set<string>;
  /** Releases that have each class. */
  readonly releases: number[];
}

async function hitsIn(
  tree: FileTree,
  paths: readonly string[],
  store: ClassStore,
): Promise<Map<KnownLibrary, Hits>> {
  const found = new Map<KnownLibrary, Hits>();
  for await (const { path, bytes } of tree.readMany(paths)) {
    const hash = bytes && classFingerprint(bytes)?.hash;
    const known = hash ? store.at(hash) : undefined;
    if (!known) continue;
    const hits = found.get(known.library) ?? { folders: new Set(), releases: [] };
    found.set(known.library, hits);
    hits.folders.add(parentOf(path));
    hits.releases.push(known.releases);
  }
  return found;
}

async function copiesIn(
  tree: FileTree,
  {
    place,
    paths,
    held,
  }: { readonly place: ReadPlace; readonly paths: readonly string[]; readonly held: ReadonlySet<string> },
  store: ClassStore,
): Promise<CopiedLibrary[]> {
  const hits = await hitsIn(tree, paths, store);
  return [...hits].flatMap(([library, { folders, releases }]) => {
    if (releases.length < FEWEST_CLASSES || held.has(library.name)) return [];
    const versions = candidateReleases(library, releases);
    return [{ place, name: library.name, versions, folders: topFolders(folders), classes: releases.length }];
  });
}

export interface CopiesFound {
  readonly copies: readonly CopiedLibrary[];
  readonly problems: readonly Problem[];
}

/**
 * Finds copies of known libraries among classes that no metadata explains.
 * @param claimed folders of packages that metadata names, by their place.
 */
export async function findCopies(
  tree: FileTree,
  {
    places,
    packages,
    claimed,
  }: {
    readonly places: readonly ReadPlace[];
    readonly packages: readonly JavaPackage[];
    readonly claimed: ReadonlySet<string>;
  },
  openStore: () => Promise<ClassStore | null>,
): Promise<CopiesFound> {
  let left = limitOf('java-classes');
  const copies: CopiedLibrary[] = [];
  for (const place of places) {
    const paths = place.classes.filter(mayHoldCopies(place, claimed));
    if (paths.length < FEWEST_CLASSES) continue;
    left -= paths.length;
    if (left < 0) return { copies, problems: [tooMany(place.path)] };
    const store = await openStore();
    if (!store) break;
    const held = new Set(packages.flatMap((each) => (each.place === place ? each.name : [])));
    copies.push(...(await copiesIn(tree, { place, paths, held }, store)));
  }
  return { copies, problems: [] };
}

function tooMany(path: string): Problem {
  const message = 'Holds more classes without metadata than are compared with known libraries.';
  return beyondLimit('java-classes', path, message);
}
