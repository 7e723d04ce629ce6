import type { FileEntry, FileTree } from '../files/index.js';
import { isCompiled } from './machine-code.js';
import { possibleScripts } from './possible-scripts.js';
import { contentKind } from './script-content.js';
import { isScriptName } from './script-names.js';

const IN_INSTALLED_PACKAGE = /(?:^|\/)node_modules\//;
const HAS_ENDING = /\.[^/]*$/;

/** Files outside of installed packages that are code by their content although their names are not a script's. */
export interface OwnCode {
  readonly scripts: ReadonlySet<string>;
  /** Compiled code. Executable files without an ending are not here: they are reported as programs. */
  readonly compiled: ReadonlySet<string>;
}

export const NO_OWN_CODE: OwnCode = { scripts: new Set(), compiled: new Set() };

function isProgram(entry: FileEntry | undefined): boolean {
  return entry !== undefined && entry.executable && !HAS_ENDING.test(entry.path);
}

/** Finds files outside of installed packages that are code by their content. */
export async function ownCode(tree: FileTree): Promise<OwnCode> {
  const candidates = [...tree.files.values()].filter(
    ({ path, size }) => size > 0 && !isScriptName(path) && !IN_INSTALLED_PACKAGE.test(path),
  );
  const scripts = new Set<string>();
  const compiled = new Set<string>();
  const begun = await possibleScripts(
    tree,
    candidates.map(({ path }) => path),
    {
      onHead(path, head) {
        if (isCompiled(head) && !isProgram(tree.files.get(path))) compiled.add(path);
      },
    },
  );
  for await (const { path, bytes } of tree.readMany(begun))
    if (!bytes || contentKind(bytes) === 'script') scripts.add(path);
  return { scripts, compiled };
}
