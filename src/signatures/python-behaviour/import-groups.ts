import { readPythonImports } from '../../program/index.js';
import { importedFiles, type ModulePlaces } from './import-edges.js';

/** A script that may take something somewhere. */
export interface GroupedScript {
  readonly path: string;
  readonly text: string;
}

/** Decides which sets of scripts are worth following together. */
interface Grouping extends ModulePlaces {
  /** Whether scripts may break a rule together that none of them may break alone. */
  readonly mayBreak: (paths: readonly string[]) => boolean;
  /** Bytes of a group, at most. */
  readonly maxBytes: number;
  readonly maxGroups: number;
}

function addOthers(near: Set<string> | undefined, member: string, all: readonly string[]): void {
  for (const other of all) if (other !== member) near?.add(other);
}

/** Scripts that import each other, or that a script between them brings together, by path. */
function neighbours(
  scripts: readonly GroupedScript[],
  between: readonly GroupedScript[],
  places: ModulePlaces,
): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Set(scripts.map(({ path }) => path));
  const near = new Map<string, Set<string>>(scripts.map(({ path }) => [path, new Set<string>()]));
  for (const { path, text } of [...scripts, ...between]) {
    const loaded = readPythonImports(text).imports.flatMap((each) => [
      ...importedFiles(path, each, places).files,
    ]);
    const members = [...new Set([path, ...loaded])].filter((each) => known.has(each));
    for (const member of members) addOthers(near.get(member), member, members);
  }
  return near;
}

/** Adds neighbours as long as there is room for them. */
function around(
  centre: string,
  near: ReadonlySet<string>,
  { sizes, maxBytes }: { readonly sizes: ReadonlyMap<string, number>; readonly maxBytes: number },
): readonly string[] {
  const sizeOf = (path: string): number => sizes.get(path) ?? 0;
  const group = [centre];
  let size = sizeOf(centre);
  for (const path of [...near].toSorted((a, b) => sizeOf(a) - sizeOf(b))) {
    size += sizeOf(path);
    if (size > maxBytes) break;
    group.push(path);
  }
  return group;
}

/** Groups of scripts of a large package that imports join and that only together may break a rule, the smallest first. */
export function importGroups(
  scripts: readonly GroupedScript[],
  between: readonly GroupedScript[],
  { mayBreak, maxBytes, maxGroups, ...places }: Grouping,
): readonly (readonly string[])[] {
  const near = neighbours(scripts, between, places);
  const sizes = new Map(scripts.map(({ path, text }) => [path, text.length]));
  const groups = scripts
    .map(({ path }) => around(path, near.get(path) ?? new Set(), { sizes, maxBytes }).toSorted())
    .filter((group) => group.length > 1 && mayBreak(group));
  const distinct = [...new Map(groups.map((group) => [group.join('\n'), group])).values()];
  const sizeOf = (group: readonly string[]): number =>
    group.reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0);
  return distinct
    .filter(
      (group) =>
        !distinct.some((other) => other.length > group.length && group.every((path) => other.includes(path))),
    )
    .toSorted((a, b) => sizeOf(a) - sizeOf(b))
    .slice(0, maxGroups);
}
