import { limitOf } from '../../files/index.js';
import { posix } from 'node:path';
import { entriesOf, fieldOf, textOf } from './manifest-facts.js';
import { resolveFile, type PackageFiles } from './resolve-in-package.js';

/** Sets of conditions by which bundlers and Node on servers resolve. https://nodejs.org/api/packages.html#conditional-exports */
const CONDITIONS: readonly ReadonlySet<string>[] = [
  new Set(['node', 'import', 'module', 'module-sync', 'default', 'production']),
  new Set(['node', 'require', 'default', 'production']),
  new Set(['import', 'module', 'default', 'production']),
];

/** Files beside a package's sources that are tools of its author. */
const UNSHIPPED =
  /^(?:\.|gruntfile|gulpfile|test|bench|karma|rollup|webpack|jest|babel|eslint|prettier)|\.config\./i;

function isSource(path: string): boolean {
  return /\.[cm]?js$/.test(path) && !/[.-]min\.[cm]?js$/.test(path);
}

/** Folders that importers do not reach. */
const UNREACHED = /(?:^|\/)(?:node_modules|test|tests|__tests__|docs?|examples?|benchmarks?|bin)\//;

/** The file that a target of `exports` or `imports` names under some conditions. */
function targetOf(target: unknown, conditions: ReadonlySet<string>): string | null {
  if (typeof target === 'string') return target;
  if (Array.isArray(target)) return targetOf(target[0], conditions);
  for (const [condition, value] of entriesOf(target)) {
    const found = conditions.has(condition) ? targetOf(value, conditions) : null;
    if (found !== null) return found;
  }
  return null;
}

function targetsOf(target: unknown): string[] {
  return CONDITIONS.flatMap((conditions) => targetOf(target, conditions) ?? []);
}

/** The files that a pattern such as `./lib/*.js` matches. */
function filesOfPattern(pattern: string, files: PackageFiles): string[] {
  const [before = '', after = ''] = posix.normalize(pattern).split('*', 2);
  const fitting = [...files.keys()].filter(
    (path) => path.startsWith(before) && path.endsWith(after) && isSource(path),
  );
  return fitting.length > limitOf('published-pattern') ? [] : fitting;
}

/** The targets of what a package exports. https://nodejs.org/api/packages.html#subpath-exports */
function exportedTargets(exported: unknown): string[] {
  const entries = entriesOf(exported);
  const hasSubpaths = entries.some(([key]) => key.startsWith('.'));
  return (hasSubpaths ? entries.map(([, to]) => to) : [exported]).flatMap(targetsOf);
}

/**
 * Entries of a package without `exports`: files at its root, and folders with a manifest. Examples: `lodash/get`, `uuid/v4`,
 * `rxjs/operators`.
 */
function deepEntries(files: PackageFiles): string[] {
  return [...files.keys()].flatMap((path) => {
    if (!path.includes('/')) return isSource(path) && !UNSHIPPED.test(path) ? [path] : [];
    const isFolder = path.endsWith('/package.json') && !UNREACHED.test(path);
    return isFolder ? [posix.dirname(path)] : [];
  });
}

interface Entries {
  /** Files that importers get by the package's name or by a listed subpath. */
  readonly named: ReadonlySet<string>;
  /** Files that importers may get by a pattern. */
  readonly others: readonly string[];
}

/** The files that importers of a package get. */
function entriesIn(files: PackageFiles, manifest: unknown): Entries {
  const exported = fieldOf(manifest, 'exports');
  const targets =
    exported === undefined || exported === null
      ? [
          textOf(fieldOf(manifest, 'main')) || 'index.js',
          textOf(fieldOf(manifest, 'module')),
          ...deepEntries(files),
        ]
      : exportedTargets(exported);
  const patterns = targets.filter((target) => target.includes('*'));
  const found = targets.flatMap((path) => (path === '' ? [] : (resolveFile(files, path) ?? [])));
  return {
    named: new Set(found.filter((path) => path !== 'package.json')),
    others: patterns.flatMap((pattern) => filesOfPattern(pattern, files)),
  };
}

/** All sources of a package, for packages that name no entry. */
function allSources(files: PackageFiles): string[] {
  return [...files.keys()].filter((path) => isSource(path) && !UNREACHED.test(path));
}

/** The files of the package that a specifier in one of its files means; none if it means another package. */
function resolveSpecifier(specifier: string, from: string, resolution: Resolution): string[] {
  const { files, manifest } = resolution;
  const targets = specifier.startsWith('#')
    ? targetsOf(fieldOf(fieldOf(manifest, 'imports'), specifier))
    : specifier.startsWith('.')
      ? [posix.join(posix.dirname(from), specifier)]
      : [];
  return targets.flatMap((target) => resolveFile(files, target) ?? []);
}

interface Resolution {
  readonly files: PackageFiles;
  readonly manifest: unknown;
}

/** Reads a file of the package and returns the specifiers in it. */
type ReadFile = (path: string, isEntry: boolean) => readonly string[];

/**
 * Reads every file of a package that its entries reach, each once. Other files (twins for browsers, tests, copies of other packages)
 * are in no bundle.
 * @returns the files that other files of the package import.
 */
export function readReachableFiles(resolution: Resolution, readFile: ReadFile): Set<string> {
  const { named, others } = entriesIn(resolution.files, resolution.manifest);
  const open =
    named.size + others.length > 0 ? [...new Set([...named, ...others])] : allSources(resolution.files);
  const seen = new Set(open);
  const required = new Set<string>();
  for (let at = 0; at < open.length && at < limitOf('published-files'); at += 1) {
    const path = open[at] ?? '';
    const specifiers = readFile(path, named.has(path));
    for (const found of specifiers.flatMap((specifier) => resolveSpecifier(specifier, path, resolution))) {
      required.add(found);
      if (seen.has(found) || found === 'package.json') continue;
      seen.add(found);
      open.push(found);
    }
  }
  return required;
}
