import type { FileTree } from '../files/index.js';
import { isScriptName } from './script-names.js';

/** All scripts of an artifact, as the shared input of every analysis. */
export interface ProgramModel {
  /** Paths of scripts, sorted. Scripts are recognised by their names or, outside of installed packages, by their content. */
  readonly scripts: readonly string[];
}

/** @param ownScripts scripts that `ownCode` found in the same tree. */
export function programOf(tree: FileTree, ownScripts: Iterable<string>): ProgramModel {
  const named = [...tree.files.keys()].filter(isScriptName);
  return { scripts: [...new Set([...named, ...ownScripts])].sort() };
}
