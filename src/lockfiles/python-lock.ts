import type { parse as parseType } from 'smol-toml';
import { isFields, pypi, type Fields } from '../ecosystems/index.js';
import { lockfileOf, type LockEdge, type LockEntry } from './lock-entries.js';
import type { LockfileReader, PythonManager } from './lockfile-reader.js';
import { unreadLockfile, type Lockfile } from './lockfile.js';

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

/** The lockfile of some entries. @param roots what the project itself requires; null when that is not known. */
export function pythonLockfile(
  path: string,
  entries: readonly LockEntry[],
  roots: readonly LockEdge[] | null = null,
): Lockfile {
  return lockfileOf({ path, ecosystem: pypi.name }, entries, roots);
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
  readonly entryOf: (fields: Fields) => readonly LockEntry[];
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
