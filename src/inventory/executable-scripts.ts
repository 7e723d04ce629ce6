import type { FileEntry } from '../files/index.js';
import type { Problem } from '../model/index.js';
import { isStartedName } from '../program/index.js';
import { addFile, noFiles, scriptsProblem } from './unexplained-code.js';

/**
 * Describes executable scripts that only their first line shows as code.
 * @param files code that no package owns.
 * @param interpreted interpreters by path.
 * @param codeBytes of all code of the artifact.
 */
export function describeScripts(
  files: readonly FileEntry[],
  interpreted: ReadonlyMap<string, string>,
  codeBytes: number,
): Problem[] {
  const found = noFiles();
  const interpreters = new Set<string>();
  for (const { path, size } of files) {
    const interpreter = interpreted.get(path);
    if (interpreter === undefined) continue;
    addFile(found, path, size);
    interpreters.add(interpreter);
  }
  const isAll = found.bytes === codeBytes && found.paths.some(isStartedName);
  return scriptsProblem(found, interpreters, isAll);
}
