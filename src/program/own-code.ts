import type { FileEntry, FileTree } from '../files/index.js';
import { interpreterOf } from './interpreters.js';
import { isCompiled, isProgram } from './machine-code.js';
import { possibleScripts } from './possible-scripts.js';
import { contentKind } from './script-content.js';
import { isScriptName } from './script-names.js';

const IN_INSTALLED_PACKAGE = /(?:^|\/)node_modules\//;

/** Names of programs that a runtime starts: Lambda's custom runtime starts `bootstrap`, its first Go runtime the file that the handler names. */
const STARTED_NAME = /(?:^|\/)(?:bootstrap|main|handler)$/;

/** Whether a runtime may start a file because of its name. */
export function isStartedName(path: string): boolean {
  return STARTED_NAME.test(path);
}

/** Files outside of installed packages that are code by their content although their names are not a script's. */
export interface OwnCode {
  readonly scripts: ReadonlySet<string>;
  /** Compiled code, programs among it. */
  readonly compiled: ReadonlySet<string>;
  /** Machine code that is started, not loaded: executable files and those with a name that runtimes start. */
  readonly programs: ReadonlySet<string>;
  /** Executable scripts by the interpreter that their first line names, without those of Node. */
  readonly interpreted: ReadonlyMap<string, string>;
}

export const NO_OWN_CODE: OwnCode = {
  scripts: new Set(),
  compiled: new Set(),
  programs: new Set(),
  interpreted: new Map(),
};

function isStarted({ path, executable }: FileEntry): boolean {
  return executable || isStartedName(path);
}

function isOutsideOfPackages({ path }: FileEntry): boolean {
  return !IN_INSTALLED_PACKAGE.test(path);
}

/** Finds files that are code by their content. @param isOwn which files are looked at: those outside of installed packages. */
export async function ownCode(tree: FileTree, isOwn = isOutsideOfPackages): Promise<OwnCode> {
  const candidates = [...tree.files.values()].filter(
    (entry) => entry.size > 0 && !isScriptName(entry.path) && isOwn(entry),
  );
  const scripts = new Set<string>();
  const compiled = new Set<string>();
  const programs = new Set<string>();
  const interpreted = new Map<string, string>();

  function onHead(path: string, head: Uint8Array): void {
    const entry = tree.files.get(path);
    const isCode = isCompiled(head);
    if (isCode) compiled.add(path);
    if (!entry || !isStarted(entry)) return;
    if (isCode && isProgram(path, head)) programs.add(path);
    const interpreter = interpreterOf(head);
    if (interpreter !== null) interpreted.set(path, interpreter);
  }

  const paths = candidates.map(({ path }) => path);
  const begun = await possibleScripts(tree, paths, { onHead });
  for await (const { path, bytes } of tree.readMany(begun))
    if (!bytes || contentKind(bytes) === 'script') scripts.add(path);
  for (const path of scripts) interpreted.delete(path);
  return { scripts, compiled, programs, interpreted };
}
