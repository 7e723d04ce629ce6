import type { Problem } from '../model/index.js';

/** Files of one kind that nothing explains. */
export interface Unexplained {
  readonly paths: string[];
  bytes: number;
}

export function noFiles(): Unexplained {
  return { paths: [], bytes: 0 };
}

export function addFile(files: Unexplained, path: string, bytes: number): void {
  files.paths.push(path);
  files.bytes += bytes;
}

function problemOf({ paths, bytes }: Unexplained, what: string, affectsCompleteness: boolean): Problem[] {
  const [path] = paths;
  if (path === undefined) return [];
  const files = paths.length === 1 ? '1 file' : `${paths.length} files`;
  const message = `Holds ${what} (${files}, ${bytes} bytes).`;
  return [{ code: 'unresolved', path, message, affectsCompleteness }];
}

/** V8's bytecode, and what is named like a script and is none: a whole application may be in there. */
export function hiddenCodeProblem(files: Unexplained): Problem[] {
  return problemOf(
    files,
    'bytecode instead of JavaScript: which packages it was made of cannot be told',
    true,
  );
}

/** Add-ons and WebAssembly outside of all packages. Their bytes are unattributed: many of them make the artifact incomplete. */
export function compiledCodeProblem(files: Unexplained): Problem[] {
  return problemOf(files, 'compiled code that belongs to no package', false);
}

/** Bundles that say nothing of what is in them, as their bytes are counted. */
export function unnamedBundleProblem(files: Unexplained): Problem[] {
  return problemOf(files, 'bundled or minified code in which no package could be named', false);
}
