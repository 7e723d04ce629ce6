import { parseRequirement, pypi, type Fields } from '../ecosystems/index.js';
import type { Problem } from '../model/index.js';
import { lockfileOf, type LockEdge, type LockEntry } from './lock-entries.js';
import type { LockfileReader, PythonManager } from './lockfile-reader.js';
import { unreadLockfile, type Lockfile } from './lockfile.js';
import { loadToml, tomlEntries } from './toml-lock.js';

/** `==1.2` or `===1.2` as its version; null for a range. */
export function pinnedVersion(specifier: string): string | null {
  return /^={2,3}\s*([^\s,*]+)$/.exec(specifier)?.[1] ?? null;
}

/** The entry of a requirement; none for another text. */
export function requirementEntry(line: string): LockEntry[] {
  const requirement = parseRequirement(line);
  if (!requirement) return [];
  const { name, specifier, url, marker } = requirement;
  return [{ name, version: pinnedVersion(specifier), isPrivate: url !== null, marker, dependencies: [] }];
}

/** About requirements whose packages have no name that is read. @param count of them. */
export function unreadRequirements(path: string, count: number): Problem[] {
  if (count === 0) return [];
  const message =
    `Requires ${count === 1 ? 'something' : `${count} things`} by an address, by a folder, or in a form that is not read: ` +
    'which packages these are was not seen.';
  return [{ code: 'unresolved', path, message, affectsCompleteness: true }];
}

/** The entries of a list of requirements, and a problem for those that are not read. */
export function readRequirements(
  path: string,
  lines: readonly string[],
): { readonly entries: readonly LockEntry[]; readonly unread: readonly Problem[] } {
  const entries = lines.flatMap(requirementEntry);
  return { entries, unread: unreadRequirements(path, lines.length - entries.length) };
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
  return unreadLockfile(path, 'malformed', `${format} cannot be read: which packages it names was not seen.`);
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
