import { encodeSymbols, go, symbolOf, type GoSymbol } from '../../ecosystems/index.js';
import { goFunctionNames, openExecutable } from '../../executables/index.js';
import { limitOf, parentOf, type FileTree } from '../../files/index.js';
import type { Package } from '../../model/index.js';

/** A program and its symbols, as `encodeSymbols` stores them; '' where they are not known. */
export type LinkedFacts = readonly (readonly [path: string, symbols: string])[];

/** Present in every program that holds its own runtime, and has its names. */
const START = { package: 'runtime', symbol: 'main' };

function isStart({ package: path, symbol }: GoSymbol): boolean {
  return path === START.package && symbol === START.symbol;
}

/** Characters of a package's path that are read. Each folder of a path is hashed, so that longer ones cost their square. */
const LONGEST_PATH = 1000;

/**
 * Whether the names are those of the sources: obfuscators replace them. Of the modules that the build information lists, half have
 * functions under their own names; some are only listed.
 */
function hasOwnNames(symbols: readonly GoSymbol[], modules: readonly string[]): boolean {
  if (!symbols.some(isStart)) return false;
  const folders = new Set<string>();
  for (const path of new Set(symbols.map((each) => each.package)))
    for (
      let folder = path.slice(0, LONGEST_PATH);
      folder !== '' && !folders.has(folder);
      folder = parentOf(folder)
    )
      folders.add(folder);
  return modules.filter((name) => folders.has(name)).length * 2 >= modules.length;
}

function storedSymbols(bytes: Uint8Array, modules: readonly string[]): string {
  const file = openExecutable(bytes);
  const names = file && goFunctionNames(file, limitOf('go-functions'));
  if (!names) return '';
  const symbols = names.flatMap((name) => symbolOf(name) ?? []);
  return hasOwnNames(symbols, modules) ? encodeSymbols(symbols) : '';
}

/** Names of the modules in each program. The program's own packages have other names in it, and the standard library has no module. */
function modulesByProgram(packages: readonly Package[]): Map<string, string[]> {
  const modulesOf = new Map<string, string[]>();
  for (const { ecosystem, name, origin, locations } of packages)
    for (const { path } of ecosystem === go.name ? locations : []) {
      const modules = modulesOf.get(path) ?? [];
      modulesOf.set(path, modules);
      if (origin === 'unknown') modules.push(name);
    }
  return modulesOf;
}

/** The symbols of all programs in Go, '' of those that could not be read. */
export async function linkedFacts(tree: FileTree, packages: readonly Package[]): Promise<LinkedFacts> {
  const modulesOf = modulesByProgram(packages);
  const facts: [string, string][] = [];
  for await (const { path, bytes } of tree.readMany(modulesOf.keys())) {
    facts.push([path, bytes ? storedSymbols(bytes, modulesOf.get(path) ?? []) : '']);
  }
  return facts.sort(([a], [b]) => (a < b ? -1 : 1));
}
