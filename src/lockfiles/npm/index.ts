import { limitOf, baseOf, below, parentOf } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import {
  allDependencies,
  exactVersion,
  isFields,
  type Fields,
  originOf,
  manifestOf,
  parseFields,
  type Dependency,
  type Manifest,
  moduleFolderAt,
} from '../../ecosystems/index.js';
import {
  EDGE_TYPE,
  tooDeeplyLocked,
  tooManyLocked,
  unreadLockfile,
  type LockedEdge,
  type LockedPackage,
  type Lockfile,
} from '../lockfile.js';
import type { LockfileInput, LockfileReader } from '../lockfile-reader.js';

// https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json

/** One entry by its folder; '' is the root. */
interface Entry {
  readonly fields: Fields;
  readonly manifest: Manifest;
}

function* children(value: unknown): Generator<[string, Fields]> {
  if (!isFields(value)) return;
  for (const [name, fields] of Object.entries(value)) if (isFields(fields)) yield [name, fields];
}

/** Whether a folder lies deeper than any path that a scan reads. The total length of nested paths is the square of their depth. */
function isTooDeep(location: string): boolean {
  return location.length > 2 * limitOf('path-depth') && location.split('/').length > limitOf('path-depth');
}

/** Version 1 nests entries as folders nest, and calls dependencies `requires`. */
function* flatten(dependencies: unknown): Generator<[string, Fields]> {
  const pending: (readonly [string, unknown])[] = [['', dependencies]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [folder, value] = next;
    for (const [name, fields] of children(value)) {
      const location = below(folder, `node_modules/${name}`);
      const alias = typeof fields.version === 'string' ? /^npm:(.+)@([^@]+)$/.exec(fields.version) : null;
      const version = alias ? { name: alias[1], version: alias[2] } : {};
      yield [location, { ...fields, ...version, dependencies: fields.requires }];
      if (!isTooDeep(location)) pending.push([location, fields.dependencies]);
    }
  }
}

/** Entries by folder, and problems of skipped parts. */
interface Entries {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly problems: readonly Problem[];
}

function entriesOf(path: string, fields: Fields): Entries {
  const raw = isFields(fields.packages) ? children(fields.packages) : flatten(fields.dependencies);
  const entries = new Map<string, Entry>();
  const problems = new Map<string, Problem>();
  for (const [location, entry] of raw) {
    if (isTooDeep(location)) {
      problems.set('depth', tooDeeplyLocked(path));
      continue;
    }
    entries.set(location, { fields: entry, manifest: manifestOf(path, entry) });
    if (entries.size <= limitOf('lockfile-packages')) continue;
    problems.set('packages', tooManyLocked(path));
    break;
  }
  return { entries, problems: [...problems.values()] };
}

/** Follows an entry that is a link to the entry it names. */
function settle(entries: ReadonlyMap<string, Entry>, location: string): string {
  const { link, resolved } = entries.get(location)?.fields ?? {};
  return link === true && typeof resolved === 'string' && entries.has(resolved) ? resolved : location;
}

function find(entries: ReadonlyMap<string, Entry>, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = parentOf(folder)) {
    const location = below(folder, `node_modules/${name}`);
    if (baseOf(folder) !== 'node_modules' && entries.has(location)) return settle(entries, location);
    if (folder === '') return undefined;
  }
}

function edgesFrom(
  entries: ReadonlyMap<string, Entry>,
  from: string,
  dependencies: Iterable<Dependency>,
): LockedEdge[] {
  const edges: LockedEdge[] = [];
  for (const { name, type } of dependencies) {
    const key = find(entries, from, name);
    // Version 1 only marks the entry.
    if (key !== undefined) {
      const optional = type === 'prod' && entries.get(key)?.fields.optional === true;
      edges.push({ key, type: optional ? 'optional' : EDGE_TYPE[type] });
    }
  }
  return edges;
}

function lockedPackage(
  entries: ReadonlyMap<string, Entry>,
  location: string,
  { fields, manifest }: Entry,
): LockedPackage | undefined {
  const folder = moduleFolderAt(location);
  if (!folder || fields.link === true) return undefined;
  const name = manifest.name ?? folder.name;
  const { resolved, version } = fields;
  const address = [resolved, version].find(
    (value) => typeof value === 'string' && originOf(value) === 'private',
  );
  return {
    key: location,
    name,
    alias: name === folder.name ? null : folder.name,
    version: exactVersion(manifest.version),
    location,
    origin: originOf(typeof address === 'string' ? address : null),
    licenses: manifest.licenses,
    ...(fields.hasInstallScript === true && { hasInstallScript: true as const }),
    edges: edgesFrom(entries, location, manifest.dependencies.values()),
  };
}

/** The requirements of the root and its workspaces (entries outside of `node_modules`). */
function rootEdges(entries: ReadonlyMap<string, Entry>, manifest: Manifest | null): LockedEdge[] | null {
  const root = entries.get('')?.manifest ?? manifest;
  if (!root) return null;
  const edges = edgesFrom(entries, '', allDependencies(root));
  for (const [location, entry] of entries) {
    if (location === '' || moduleFolderAt(location)) continue;
    const own = edgesFrom(entries, location, allDependencies(entry.manifest));
    edges.push(...own.map((edge) => ({ ...edge, member: location })));
  }
  return edges;
}

function linksIn(entries: ReadonlyMap<string, Entry>): ReadonlySet<string> {
  const links = [...entries].filter(([, { fields }]) => fields.link === true);
  return new Set(links.map(([location]) => moduleFolderAt(location)?.name ?? location));
}

function readPackageLock({ path, text, manifest }: LockfileInput): Lockfile {
  const fields = parseFields(Buffer.from(text));
  if (!fields) return unreadLockfile(path, 'malformed', 'The lockfile is no JSON object and was not read.');
  if (!isFields(fields.packages) && !isFields(fields.dependencies) && fields.lockfileVersion === undefined) {
    return unreadLockfile(path, 'malformed', 'The lockfile has no packages that could be read.');
  }
  const { entries, problems } = entriesOf(path, fields);
  const packages = new Map<string, LockedPackage>();
  for (const [location, entry] of entries) {
    const locked = lockedPackage(entries, location, entry);
    if (locked) packages.set(location, locked);
  }
  return { path, packages, links: linksIn(entries), rootEdges: rootEdges(entries, manifest), problems };
}

/** Versions 1 to 3. */
export const npm = {
  id: 'npm',
  title: "npm's package-lock.json and npm-shrinkwrap.json",
  fileNames: ['npm-shrinkwrap.json', 'package-lock.json'],
  hiddenName: '.package-lock.json',
  read: readPackageLock,
} as const satisfies LockfileReader;
