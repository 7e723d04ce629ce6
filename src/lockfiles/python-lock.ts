import type { parse as parseType } from 'smol-toml';
import { isFields, normaliseName, pypi, type Fields } from '../ecosystems/index.js';
import { limitOf } from '../files/index.js';
import type { LockfileReader, PythonManager } from './lockfile-reader.js';
import {
  tooManyLocked,
  unreadLockfile,
  type LockedEdge,
  type LockedPackage,
  type Lockfile,
} from './lockfile.js';

/** One package of a lockfile of Python. */
export interface PythonEntry {
  readonly name: string;
  readonly version: string | null;
  /** It comes from a folder, an address or a repository. */
  readonly isPrivate: boolean;
  readonly marker: string | null;
  readonly dependencies: readonly PythonEdge[];
}

/** A dependency of an entry; of several releases of a name, lockfiles name the one. */
export interface PythonEdge {
  readonly name: string;
  readonly version: string | null;
  readonly type?: LockedEdge['type'];
}

export function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function fieldsIn(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

export function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

let parse: typeof parseType | null = null;

/** Loads the library that reads TOML: scans without such lockfiles do without it. */
export async function loadToml(): Promise<void> {
  parse ??= (await import('smol-toml')).parse;
}

/** Tables of a lockfile in TOML; null when it cannot be read. Numbers beyond what a double holds are no mistake. `loadToml` comes first. */
export function parseToml(source: string): Fields | null {
  if (!parse) throw new Error('TOML is read before loadToml().');
  try {
    const document: unknown = parse(source, { integersAsBigInt: 'asNeeded' });
    return isFields(document) ? document : null;
  } catch {
    return null;
  }
}

/** `==1.2` or `===1.2` as its version; null for a range. */
export function pinnedVersion(specifier: string): string | null {
  return /^={2,3}\s*([^\s,*]+)$/.exec(specifier)?.[1] ?? null;
}

function nameKey(name: string): string {
  return normaliseName(pypi.name, name);
}

function keyOf({ name, version }: Pick<PythonEntry, 'name' | 'version'>): string {
  return `${nameKey(name)}@${version ?? ''}`;
}

/** Keys of the entries that edges lead to: the release that an edge names, else all of its name. */
function keysByEdge(entries: readonly PythonEntry[]): (edge: PythonEdge) => LockedEdge[] {
  const byName = new Map<string, string[]>();
  for (const entry of entries) {
    const keys = byName.get(nameKey(entry.name)) ?? [];
    keys.push(keyOf(entry));
    byName.set(nameKey(entry.name), keys);
  }
  return ({ name, version, type = 'prod' }) => {
    const keys = byName.get(nameKey(name)) ?? [];
    const exact = keyOf({ name, version });
    return (keys.includes(exact) ? [exact] : keys).map((key) => ({ key, type }));
  };
}

/** PDM writes an entry once more for each set of extras: its dependencies are those of all of them. */
function mergedByKey(packages: readonly LockedPackage[]): Map<string, LockedPackage> {
  const merged = new Map<string, LockedPackage>();
  for (const each of packages) {
    const edges = [...(merged.get(each.key)?.edges ?? []), ...each.edges].filter(
      ({ key }) => key !== each.key,
    );
    merged.set(each.key, { ...each, edges });
  }
  return merged;
}

/** The lockfile of some entries. @param roots what the project itself requires; null when that is not known. */
export function pythonLockfile(
  path: string,
  entries: readonly PythonEntry[],
  roots: readonly PythonEdge[] | null = null,
): Lockfile {
  const most = limitOf('lockfile-packages');
  const kept = entries.slice(0, most);
  const edgesOf = keysByEdge(kept);
  const packages = kept.map((entry): LockedPackage => ({
    key: keyOf(entry),
    name: entry.name,
    alias: null,
    version: entry.version,
    location: null,
    origin: entry.isPrivate ? 'private' : 'unknown',
    licenses: [],
    edges: entry.dependencies.flatMap(edgesOf),
    ...(entry.marker !== null && { marker: entry.marker }),
  }));
  return {
    path,
    packages: mergedByKey(packages),
    rootEdges: roots && roots.flatMap(edgesOf),
    problems: entries.length > most ? [tooManyLocked(path)] : [],
  };
}

export function brokenPythonLock(path: string, format: string): Lockfile {
  return unreadLockfile(
    path,
    'malformed',
    `The lockfile is no readable ${format}: what it locks was not seen.`,
  );
}

/** The list of packages of a lockfile in TOML; null where it cannot be read. @param field `package`, `packages` */
export function tomlEntries(source: string, field: string): readonly Fields[] | null {
  const document = parseToml(source);
  if (!document) return null;
  const list = document[field];
  const isEmpty = list === undefined && Object.keys(document).length > 0;
  return Array.isArray(list) || isEmpty ? fieldsIn(list) : null;
}

interface TomlFormat<Id extends PythonManager> {
  readonly id: Id;
  readonly title: string;
  readonly fileName: string;
  /** Name of the list of packages. */
  readonly field: string;
  /** An element of the list; none for one of development or without a name. */
  readonly entryOf: (fields: Fields) => readonly PythonEntry[];
}

/** The reader of a format in TOML that lists packages and not what the project itself requires. */
export function tomlReader<Id extends PythonManager>({
  id,
  title,
  fileName,
  field,
  entryOf,
}: TomlFormat<Id>): LockfileReader & { readonly id: Id } {
  return {
    id,
    title,
    fileNames: [fileName],
    prepare: loadToml,
    read({ path, text: source }) {
      const entries = tomlEntries(source, field);
      return entries ? pythonLockfile(path, entries.flatMap(entryOf)) : brokenPythonLock(path, fileName);
    },
  };
}
