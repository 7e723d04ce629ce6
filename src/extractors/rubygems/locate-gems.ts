import { below, type FileTree } from '../../files/index.js';

/** A specification, and the folder that gems are installed in. */
export interface SpecificationFile {
  readonly path: string;
  /** The folder around `specifications`: `vendor/bundle/ruby/3.4.0`. */
  readonly home: string;
  /** Name of the file without its ending: name, version and platform. */
  readonly fullName: string;
  /** Whether it is of a gem that Ruby itself brings. */
  readonly isDefault: boolean;
}

/** Folders of an installed gem: its own, and those of what was compiled for it. */
export interface GemFolders {
  readonly home: string;
  readonly fullName: string;
  readonly paths: ReadonlySet<string>;
}

/** Where Ruby's packages are in a tree. */
export interface GemPlaces {
  readonly specifications: readonly SpecificationFile[];
  /** By `gemKey`. */
  readonly folders: ReadonlyMap<string, GemFolders>;
  /** Folders of gems that Bundler took from a repository, with the specifications in them. */
  readonly checkouts: ReadonlyMap<string, readonly string[]>;
  /** Specifications elsewhere: of gems in a folder of the application. */
  readonly sources: readonly string[];
}

const SPECIFICATION = /^(?:(.*)\/)?specifications\/(default\/)?([^/]+)\.gemspec$/;
const CHECKOUT = /^((?:.*\/)?bundler\/gems\/[^/]+)\//;
/** `vendor/bundle/ruby/3.4.0`, `ruby/gems/3.4.0`: the version is the one of Ruby's interface. */
const ABI_FOLDER = /(?:^|\/)(?:ruby|gems)\/\d+\.\d+\.\d+[^/]*$/;
const IN_NODE_MODULES = /(?:^|\/)node_modules\//;

/** Number of folders from the home to a gem's folder, by the first of them: `gems/x-1`, `extensions/x86_64-linux/3.4.0/x-1`. */
const DEPTHS: ReadonlyMap<string, number> = new Map([
  ['gems', 2],
  ['extensions', 4],
]);

/** The same for all folders of one gem. */
export function gemKey({ home, fullName }: Pick<GemFolders, 'home' | 'fullName'>): string {
  return `${home}#${fullName}`;
}

function specificationOf(path: string): SpecificationFile | null {
  const [, home = '', isDefault, fullName] = SPECIFICATION.exec(path) ?? [];
  return fullName === undefined ? null : { path, home, fullName, isDefault: isDefault !== undefined };
}

interface GemFolder extends Pick<GemFolders, 'home' | 'fullName'> {
  readonly path: string;
}

/** The folder of the installed gem that a file is in; null without one. */
function gemFolderOf(path: string, homes: ReadonlySet<string>): GemFolder | null {
  const parts = path.split('/');
  for (const [at, part] of parts.entries()) {
    const depth = DEPTHS.get(part);
    if (depth === undefined || at + depth >= parts.length) continue;
    const home = parts.slice(0, at).join('/');
    if (homes.has(home) || ABI_FOLDER.test(home))
      return { home, fullName: parts[at + depth - 1] ?? '', path: parts.slice(0, at + depth).join('/') };
  }
  return null;
}

/** Whether a specification is at the top of a checkout or one folder below, as repositories of several gems have them. */
function isNearTop(path: string, checkout: string): boolean {
  return path.endsWith('.gemspec') && path.slice(checkout.length + 1).split('/').length <= 2;
}

/** The archive that an installed gem was unpacked from: Bundler and RubyGems keep it beside the gem. */
function archiveOf({ home, fullName }: SpecificationFile): string {
  return below(home, `cache/${fullName}.gem`);
}

/** Finds gems by the names of files. @param systemFiles of packages of the system, which are matched as such. */
export function locateGems(tree: FileTree, systemFiles: ReadonlySet<string>): GemPlaces {
  const paths = [...tree.files.keys()].filter(
    (path) => !IN_NODE_MODULES.test(path) && !systemFiles.has(path),
  );
  const bySource = paths.filter((path) => !CHECKOUT.test(path));
  const specifications = bySource.flatMap((path) => specificationOf(path) ?? []);
  const listed = new Set(specifications.map(({ path }) => path));
  const homes = new Set(specifications.map(({ home }) => home));
  const folders = new Map<string, GemFolders & { readonly paths: Set<string> }>();
  const sources: string[] = [];
  for (const path of bySource) {
    const found = gemFolderOf(path, homes);
    if (found) {
      const known = folders.get(gemKey(found));
      if (known) known.paths.add(found.path);
      else folders.set(gemKey(found), { ...found, paths: new Set([found.path]) });
    } else if (path.endsWith('.gemspec') && !listed.has(path)) sources.push(path);
  }
  for (const each of specifications) {
    const archive = archiveOf(each);
    if (tree.files.has(archive)) folders.get(gemKey(each))?.paths.add(archive);
  }
  return { specifications, folders, checkouts: checkoutsIn(paths), sources };
}

function checkoutsIn(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const checkouts = new Map<string, string[]>();
  for (const path of paths) {
    const [, checkout] = CHECKOUT.exec(path) ?? [];
    if (checkout === undefined) continue;
    const known = checkouts.get(checkout);
    const found = isNearTop(path, checkout) ? [path] : [];
    if (known) known.push(...found);
    else checkouts.set(checkout, found);
  }
  return checkouts;
}
