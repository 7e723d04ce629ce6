import type { FileTree } from '../files/index.js';
import { isScriptName } from './script-names.js';

/** All scripts of an artifact as one program, for every analysis the same. */
export interface ProgramModel {
  /** Paths of scripts, sorted: by their names, and outside of installed packages by their content. */
  readonly scripts: readonly string[];
}

/** @param ownScripts what `ownScripts` of the same tree gives. */
export function programOf(tree: FileTree, ownScripts: Iterable<string>): ProgramModel {
  const named = [...tree.files.keys()].filter(isScriptName);
  return { scripts: [...new Set([...named, ...ownScripts])].sort() };
}
