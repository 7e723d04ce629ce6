import { resolveLink, type FileTree, below, isWithin } from '../../files/index.js';
import {
  moduleFolderAt,
  moduleFoldersOf,
  nearestOf,
  storeOf,
  type ModuleFolder,
} from '../../ecosystems/index.js';

/** A folder that holds a package, before its manifest is read. */
export interface PackageFolder extends ModuleFolder {
  /** `vendored`: below a folder inside another package, where only that package's own files find it. */
  readonly presence: 'installed' | 'vendored';
  /** The package whose folder contains this one. */
  readonly host: string | null;
  /** The folder outside of all packages to which its tree belongs. */
  readonly root: string;
  readonly hasManifest: boolean;
  /** Whether npm runs node-gyp for it on install without a script in its manifest. */
  readonly hasGyp: boolean;
  readonly isPlugAndPlay: boolean;
  /** Reached through a link in `node_modules`, lies outside of every `node_modules`: a workspace or a linked folder. */
  readonly isLinked: boolean;
}

interface Candidate extends ModuleFolder {
  hasManifest: boolean;
  hasCode: boolean;
  readonly isLinked: boolean;
}

const CODE = /\.(?:[cm]?jsx?|[cm]?tsx?|node|wasm)$/i;
const TYPINGS = /\.d\.[cm]?ts$/i;

function noteFile(candidate: Candidate, path: string): void {
  if (path.length === candidate.path.length + '/package.json'.length && path.endsWith('/package.json')) {
    candidate.hasManifest = true;
  } else if (!candidate.hasCode) candidate.hasCode = CODE.test(path) && !TYPINGS.test(path);
}

function candidatesByPlace(tree: FileTree): Map<string, Candidate> {
  const candidates = new Map<string, Candidate>();
  for (const path of tree.files.keys()) {
    let innermost: Candidate | undefined;
    for (const folder of moduleFoldersOf(path)) {
      innermost = candidates.get(folder.path);
      if (innermost) continue;
      innermost = { ...folder, hasManifest: false, hasCode: false, isLinked: false };
      candidates.set(folder.path, innermost);
    }
    if (innermost) noteFile(innermost, path);
  }
  return candidates;
}

/** Adds the folders outside of `node_modules` that links in one lead to. A link to a folder around itself adds nothing. */
function addLinked(tree: FileTree, candidates: Map<string, Candidate>): void {
  for (const link of [...tree.links.keys()].sort()) {
    const folder = moduleFolderAt(link);
    const target = folder && resolveLink(tree, link);
    if (!folder || target === undefined || candidates.has(target) || isWithin(link, target)) continue;
    if (!tree.files.has(below(target, 'package.json'))) continue;
    candidates.set(target, { ...folder, path: target, hasManifest: true, hasCode: true, isLinked: true });
  }
}

/** Folders of a package that hold samples: what a `node_modules` in them contains belongs to a test, not to the application. */
const SAMPLES = new Set(
  'test tests __tests__ spec specs testdata fixture fixtures __fixtures__ example examples'.split(' '),
);

export function isSampleFolder(path: string): boolean {
  return path.split('/').some((segment) => SAMPLES.has(segment));
}

/** Tables by which Yarn finds packages in its archives. https://yarnpkg.com/advanced/pnp-spec */
const PLUG_AND_PLAY = ['.pnp.cjs', '.pnp.data.json', '.pnp.js'];

/** Folders of samples in packages that have a `node_modules`. */
interface SampleFolders {
  /** Each with its package. */
  readonly samples: Map<string, string>;
  /** Those from which packages are loaded, see `loadedSamples`. */
  readonly loaded: ReadonlySet<string>;
}

type Place = Pick<PackageFolder, 'presence' | 'host' | 'root' | 'isPlugAndPlay'>;

function rootAt(root: string): Place {
  return { presence: 'installed', host: null, root, isPlugAndPlay: false };
}

/**
 * Classifies `node_modules` folders by the folder that owns them. Outside of all packages, the owner is a root (or a
 * root's store), and its packages are installed. In a package's own folder they are nested, and count as that package
 * does. In a folder inside a package they are `vendored`, or ignored when that folder holds samples that nothing loads.
 */
function placesAmong(
  tree: FileTree,
  candidates: ReadonlyMap<string, Candidate>,
  { samples, loaded }: SampleFolders,
): (candidate: Candidate) => Place | null {
  const known = new Map<string, Place | null>();

  function findOutside(owner: string): Place | null {
    const store = storeOf(owner);
    if (!store) return rootAt(owner);
    const { project, isPlugAndPlay } = store;
    // Without Yarn's table its cache is only the source of an installation: nothing loads packages from it.
    if (isPlugAndPlay && !PLUG_AND_PLAY.some((file) => tree.files.has(below(project, file)))) return null;
    return { ...rootAt(project), isPlugAndPlay };
  }

  function findInside(host: Candidate, inside: string): Place | null {
    const isNested = inside === '' || inside.startsWith('node_modules/.');
    const owner = below(host.path, inside);
    if (!isNested && isSampleFolder(inside)) {
      samples.set(owner, host.path);
      if (!loaded.has(owner)) return null;
    }
    const around = placeOf(host);
    if (!around) return null;
    const nested: Place = { ...around, host: host.path, isPlugAndPlay: false };
    return isNested ? nested : { ...nested, presence: 'vendored' };
  }

  /** Null when packages in the folder do not belong to the application. */
  function placeOf({ owner }: Candidate): Place | null {
    const place = known.get(owner);
    if (place !== undefined) return place;
    // Workspaces may link each other: a folder that is still being resolved counts as a root.
    known.set(owner, rootAt(owner));
    const host = nearestOf(candidates, owner);
    const inside = host ? owner.slice(host.path.length + 1) : '';
    // A workspace belongs to the application: a folder in it is a root of its own.
    const isOutside = !host || (host.isLinked && inside !== '');
    const found = isOutside ? findOutside(owner) : findInside(host, inside);
    known.set(owner, found);
    return found;
  }

  return placeOf;
}

export interface LocatedPackages {
  /** By path. */
  readonly folders: ReadonlyMap<string, PackageFolder>;
  /** Folders of samples with a `node_modules` → the path of the package that they are part of. */
  readonly samples: ReadonlyMap<string, string>;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Finds every folder that Node could load as a package, by names and links only. A folder without a manifest counts
 * when it contains code. Manifests elsewhere (`dist/esm/package.json`, test data) are not packages.
 * @param loaded folders of samples whose packages count.
 */
export function locatePackages(tree: FileTree, loaded = NONE): LocatedPackages {
  const candidates = candidatesByPlace(tree);
  addLinked(tree, candidates);
  const samples = new Map<string, string>();
  const placeOf = placesAmong(tree, candidates, { samples, loaded });
  const found = new Map<string, PackageFolder>();
  for (const candidate of candidates.values()) {
    const place = placeOf(candidate);
    if (!place || !(candidate.hasManifest || candidate.hasCode)) continue;
    const { path, name, owner, hasManifest, isLinked } = candidate;
    const host = isLinked ? null : place.host;
    const hasGyp = tree.files.has(below(path, 'binding.gyp'));
    found.set(path, { ...place, path, name, owner, hasManifest, hasGyp, isLinked, host });
  }
  return { folders: found, samples };
}
