import { go } from '../../ecosystems/index.js';
import type { ApplicationRoot, Package } from '../../model/index.js';
import { packageRow } from '../package-row.js';
import type { BuildInfo } from './find-build-info.js';
import { standardLibraryVersion, type LinkedModule, type ModuleList } from './module-list.js';

/** A program, and what its build information says. */
export interface GoProgram {
  readonly path: string;
  readonly info: BuildInfo;
  readonly list: ModuleList;
}

/** Name that OSV gives the standard library. https://go.dev/doc/security/vuln/database */
const STANDARD_LIBRARY = 'stdlib';

/** Characters of a toolchain's name that the evidence shows. */
const SHOWN_CHARACTERS = 80;

export function rootIdOf(path: string): string {
  return `go:${path}`;
}

export function rootOf({ path, list }: GoProgram): ApplicationRoot {
  return { id: rootIdOf(path), path, name: list.main?.path || list.program || null, manager: null };
}

interface Row {
  readonly name: string;
  readonly version: string | null;
  readonly detail: string | null;
  readonly origin: Package['origin'];
}

function rowOf({ name, version, detail, origin }: Row, path: string): Package {
  return packageRow(go, {
    id: `${rootIdOf(path)}#${name}`,
    name,
    version,
    presence: 'bundled',
    root: rootIdOf(path),
    origin,
    places: [path],
    evidence: { method: 'buildinfo', path, detail },
  });
}

/** A version that advisories can be compared with; null for `(devel)` and other words. */
function versionOf(version: string): string | null {
  return go.versions.isValid(version) ? version : null;
}

/** The row of a module. A replacement counts in its place: another module with its own name, or a folder, which has no version. */
function moduleRow({ path, version, replacement }: LinkedModule): Row {
  if (replacement === null)
    return { name: path, version: versionOf(version), detail: null, origin: 'unknown' };
  if (versionOf(replacement.version) === null) {
    const detail = `replaces ${path} ${version} by the folder ${replacement.path}`.replace('  ', ' ');
    return { name: path, version: null, detail, origin: 'private' };
  }
  const detail = `in place of ${path} ${version}`.trim();
  return { name: replacement.path, version: versionOf(replacement.version), detail, origin: 'unknown' };
}

/** The module that the program itself is of: its code is the application's own. */
function mainRow(main: LinkedModule): Row {
  return { ...moduleRow(main), detail: 'the module of the program', origin: 'private' };
}

function rowsOf({ info, list }: GoProgram): Row[] {
  const standard: Row = {
    name: STANDARD_LIBRARY,
    version: standardLibraryVersion(info.toolchain),
    detail: info.toolchain.slice(0, SHOWN_CHARACTERS),
    origin: 'public',
  };
  return [...(list.main ? [mainRow(list.main)] : []), ...list.dependencies.map(moduleRow), standard];
}

/** All modules of a program, its own first, and the standard library. */
export function moduleRows(program: GoProgram): Package[] {
  const seen = new Set<string>();
  return rowsOf(program).flatMap((row) => {
    if (row.name === '' || seen.has(row.name)) return [];
    seen.add(row.name);
    return rowOf(row, program.path);
  });
}

/** Names in a program's list that are no module paths, or that the list repeats. Go's linker writes neither: somebody changed the list. */
export function strangeNames(program: GoProgram): string[] {
  const own = program.list.main?.path;
  const names = rowsOf(program).map(({ name }) => name);
  const first = new Map(names.map((name, at) => [name, at] as const).reverse());
  return names.filter(
    (name, at) => first.get(name) !== at || (name !== own && !go.names.isPackageName(name)),
  );
}
