import type { FileTree } from '../../files/index.js';
import {
  byteOffsets,
  importedModules,
  parseAndKeep,
  scriptText,
  type ImportPlace,
  type ScriptText,
} from '../../syntax/index.js';
import type { MissingImport } from '../extractor.js';
import { packageOfSpecifier } from './module-imports.js';

type ImportPlaces = ReadonlyMap<string, readonly ImportPlace[]>;

/** Packages that a script imports → where; null for what cannot be parsed (TypeScript, JSX, very large files). */
function importedPackages(tree: FileTree, text: string): ImportPlaces | null {
  const program = parseAndKeep(tree, text);
  if (typeof program === 'string') return null;
  const packages = new Map<string, ImportPlace[]>();
  for (const [specifier, places] of importedModules(program, text)) {
    const name = packageOfSpecifier(specifier);
    if (name !== null) packages.set(name, [...(packages.get(name) ?? []), ...places]);
  }
  return packages;
}

/** A file and its text. */
interface Script extends ScriptText {
  readonly path: string;
}

/** Whether imports of a package in a file are real. @param places null where they are not known. */
function missingImport(name: string, script: Script, places: readonly ImportPlace[] | null): MissingImport {
  if (places?.every(({ isTried }) => isTried)) return { name, by: 'attempt' };
  const needed = places?.filter(({ isTried }) => !isTried) ?? [];
  if (needed.length === 0 || needed.some(({ isDeferred }) => !isDeferred)) return { name, by: 'application' };
  const positions = needed.map(({ at }) => at).sort((a, b) => a - b);
  const deferred = { path: script.path, places: byteOffsets(script, positions) };
  return { name, by: 'application', deferred };
}

/**
 * Which of the packages that texts seem to import are imported by code. A text may mention an import in a message, and code may
 * only test whether a package exists.
 * @param suspects files → names that their texts seem to import
 */
export async function confirmImports(
  tree: FileTree,
  suspects: ReadonlyMap<string, readonly string[]>,
): Promise<MissingImport[]> {
  const confirmed: MissingImport[] = [];
  for await (const { path, bytes } of tree.readMany(suspects.keys())) {
    const script = { path, text: bytes ? scriptText(bytes) : '', size: bytes?.length ?? 0 };
    const packages = bytes ? importedPackages(tree, script.text) : null;
    for (const name of suspects.get(path) ?? []) {
      const places = packages ? packages.get(name) : null;
      if (places !== undefined) confirmed.push(missingImport(name, script, places));
    }
  }
  return confirmed;
}
