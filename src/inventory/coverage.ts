import type { ClassSource, ExtractContext, ReleaseSource } from '../extractors/index.js';
import type { LicenseSource } from './published-licenses.js';
import { openBundle, type BundleContents, type BundleContext } from '../recognition/index.js';
import { limitOf, problemLog, type FileEntry, type FileTree, type ProblemLog } from '../files/index.js';
import {
  PackageOwners,
  type ApplicationRoot,
  type Coverage,
  type Package,
  type Problem,
} from '../model/index.js';
import { NO_OWN_CODE, type OwnCode } from '../program/index.js';
import { withPinnedVersions } from './npm/pinned-versions.js';
import { vendoredCode, type HostedFile } from './vendored-code.js';
import { insideOf, vendoredFolders } from './npm/vendored-folders.js';
import { mayHoldOthers } from './vendored-marks.js';
import { looksBundled } from './bundle-marks.js';
import { readCompiled } from './compiled-code.js';
import { codeLanguageOf, isBinary } from './code-files.js';
import { describeScripts } from './executable-scripts.js';
import { addFile, hiddenCodeProblem, noFiles, unnamedBundleProblem } from './unexplained-code.js';

export interface Attribution {
  /** The packages with `bytes` counted, then those found in bundles. */
  readonly packages: readonly Package[];
  /** Bundles that packages were found in. */
  readonly roots: readonly ApplicationRoot[];
  readonly coverage: Coverage;
  readonly problems: readonly Problem[];
}

/** What bundled code is compared with. */
export interface KnownCode extends Omit<BundleContext, 'tree'>, Pick<ExtractContext, 'python'> {
  /** What is known of the files of published releases of installed packages. */
  readonly releases?: ReleaseSource;
  /** What is known of the classes of Java libraries. */
  readonly classes?: ClassSource;
  /** The licences of published releases, for packages without a manifest. */
  readonly licenses?: LicenseSource;
  /** Files outside of packages that are code by their content and not by their names. */
  readonly ownCode?: OwnCode;
  /** Files of other languages that are the application's own. */
  readonly ownFiles?: ReadonlySet<string>;
  /** Files that packages of the operating system brought. */
  readonly systemFiles?: ReadonlySet<string>;
}

interface Sorted {
  readonly bytes: readonly number[];
  readonly installed: number;
  /** JavaScript files that no package owns; each is classified. */
  readonly loose: readonly string[];
  /** Compiled code that no package owns. */
  readonly compiled: readonly FileEntry[];
  /** Bytes of programs whose packages are known. */
  readonly linked: number;
  /** Files of packages that may hold others. */
  readonly hosting: readonly HostedFile[];
  /** Code of other languages that is the application's own. */
  readonly ownFiles: number;
  /** Code of other languages that no package owns. */
  readonly unread: readonly FileEntry[];
}

/** A file of a package as one to look for others in; none when there cannot be any. */
function hostedFile({ path, size }: FileEntry, host: Package | undefined): HostedFile[] {
  return host && mayHoldOthers(insideOf(host, path), size) ? [{ path, size, host }] : [];
}

function sizeOf(files: readonly FileEntry[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** Files that extractors found packages in: programs with the list of what was linked into them. */
function linkedFiles(packages: readonly Package[]): ReadonlySet<string> {
  const bundled = packages.filter(({ presence }) => presence === 'bundled');
  return new Set(bundled.flatMap(({ locations }) => locations.map(({ path }) => path)));
}

/** What decides about files that no package of a language owns. */
type LooseContext = Required<Pick<KnownCode, 'ownCode' | 'systemFiles'>>;

/**
 * Sorts the files of code that no package owns by what has to be done with them. A list of system packages can name any file: it explains
 * no JavaScript, which is looked at all the same.
 */
function sortLoose(
  entries: readonly FileEntry[],
  packages: readonly Package[],
  { ownCode, systemFiles }: LooseContext,
) {
  const withPackages = linkedFiles(packages);
  const loose: string[] = [];
  const compiled: FileEntry[] = [];
  const others: FileEntry[] = [];
  let linked = 0;
  let system = 0;
  for (const entry of entries) {
    const { path, size } = entry;
    const language = codeLanguageOf(path, ownCode);
    if (language === 'javascript') loose.push(path);
    else if (language && systemFiles.has(path)) system += size;
    else if (language === 'other') others.push(entry);
    else if (language === 'compiled' && withPackages.has(path)) linked += size;
    else if (language === 'compiled') compiled.push(entry);
  }
  return { loose, compiled, others, linked, system };
}

function sortFiles(
  tree: FileTree,
  packages: readonly Package[],
  {
    ownCode = NO_OWN_CODE,
    ownFiles = new Set(),
    systemFiles = new Set(),
  }: Pick<KnownCode, 'ownCode' | 'ownFiles' | 'systemFiles'>,
): Sorted {
  const owners = new PackageOwners(packages);
  const bytes = packages.map(() => 0);
  const hosting: HostedFile[] = [];
  const unowned: FileEntry[] = [];
  let installed = 0;
  for (const entry of tree.files.values()) {
    const { path, size } = entry;
    const owner = owners.ownerOf(path);
    if (owner === undefined) unowned.push(entry);
    else {
      bytes[owner] = (bytes[owner] ?? 0) + size;
      if (codeLanguageOf(path, ownCode)) installed += size;
      hosting.push(...hostedFile(entry, packages[owner]));
    }
  }
  const { others, system, ...sorted } = sortLoose(unowned, packages, { ownCode, systemFiles });
  const own = sizeOf(others.filter(({ path }) => ownFiles.has(path)));
  const unread = others.filter(({ path }) => !ownFiles.has(path));
  return { ...sorted, bytes, installed: installed + system, hosting, ownFiles: own, unread };
}

/** Code bytes outside of packages' folders by origin, and the packages found in them. */
interface Loose {
  readonly contents: readonly BundleContents[];
  readonly firstParty: number;
  readonly unattributed: number;
}

/** Files that look hand-written are first-party; in what looks like a bundle we look for packages. */
async function readLoose(
  surroundings: BundleContext,
  paths: readonly string[],
  problems: ProblemLog,
): Promise<Loose> {
  const { tree } = surroundings;
  const contents: BundleContents[] = [];
  const hidden = noFiles();
  const unnamed = noFiles();
  let firstParty = 0;
  let unread = 0;
  let left = limitOf('compared-code');
  for await (const read of tree.readMany(paths)) {
    const size = tree.files.get(read.path)?.size ?? 0;
    if (read.problem) {
      problems.add(read.problem);
      unread += size;
    } else if (isBinary(read.bytes)) addFile(hidden, read.path, size);
    else if (looksBundled(read.path, read.bytes)) {
      left -= size;
      const content = await openBundle(read.path, read.bytes, { ...surroundings, isCompared: left >= 0 });
      for (const problem of content.problems) problems.add(problem);
      contents.push(content);
      if (content.packages.length === 0) addFile(unnamed, read.path, content.shares.unattributed);
    } else firstParty += size;
  }
  for (const problem of [...hiddenCodeProblem(hidden), ...unnamedBundleProblem(unnamed)])
    problems.add(problem);
  return { contents, firstParty, unattributed: unread + hidden.bytes };
}

/**
 * Decides which code bytes belong to packages and which stay unattributed. Code outside every package is first-party when it
 * looks hand-written; a bundle is divided by its bundler's evidence and by code of published
 * packages. The rest of a bundle is unattributed, except tables of data, which are not code.
 * @param known index of published code; opened only when there is a bundle.
 */
export async function attributeCode(
  tree: FileTree,
  packages: readonly Package[],
  { ownCode, ownFiles, systemFiles, ...known }: KnownCode = {},
): Promise<Attribution> {
  const folders = await vendoredFolders(tree, packages);
  const owning = [...packages, ...(await withPinnedVersions(folders, packages, tree))];
  const sorted = sortFiles(tree, owning, {
    ...(ownCode && { ownCode }),
    ...(ownFiles && { ownFiles }),
    ...(systemFiles && { systemFiles }),
  });
  const { bytes, installed, loose, compiled, hosting, unread } = sorted;
  const problems = problemLog();
  const read = await readLoose({ tree, ...known }, loose, problems);
  const copies = await vendoredCode(hosting, owning, { tree, ...known });
  const vendored = await withPinnedVersions(copies, owning, tree);
  const sum = (share: keyof BundleContents['shares']): number =>
    read.contents.reduce((total, { shares }) => total + shares[share], 0);
  const { programs, interpreted } = ownCode ?? NO_OWN_CODE;
  const built = await readCompiled({ files: compiled, programs }, { tree, ...known }, problems);
  const bundled = sum('bundled') + built.bundled + sorted.linked;
  const firstParty = read.firstParty + sum('firstParty') + sorted.ownFiles;
  const generated = sum('generated');
  const unattributed = sizeOf(unread) + built.unattributed + read.unattributed + sum('unattributed');
  const codeBytes = installed + bundled + firstParty + generated + unattributed;
  for (const problem of describeScripts(unread, interpreted, codeBytes)) problems.add(problem);
  return {
    packages: [
      ...owning.map((found, index) => ({ ...found, bytes: bytes[index] || found.bytes })),
      ...vendored,
      ...read.contents.flatMap((content) => content.packages),
      ...built.packages,
    ],
    roots: [...read.contents.flatMap(({ root }) => root ?? []), ...built.roots],
    coverage: {
      codeBytes,
      installed,
      bundled,
      firstParty,
      generated,
      unattributed,
    },
    problems: problems.list(),
  };
}
