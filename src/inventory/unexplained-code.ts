import type { Problem } from '../model/index.js';

/** Files of one kind that nothing explains. */
export interface Unexplained {
  readonly paths: string[];
  bytes: number;
}

export function noFiles(): Unexplained {
  return { paths: [], bytes: 0 };
}

/** @param bytes that nothing explains: a file without any is none of them. */
export function addFile(files: Unexplained, path: string, bytes: number): void {
  if (bytes === 0) return;
  files.paths.push(path);
  files.bytes += bytes;
}

interface Words {
  readonly what: string;
  /** Facts about some of the files. */
  readonly details?: readonly string[];
  readonly affectsCompleteness: boolean;
}

function problemOf(
  { paths, bytes }: Unexplained,
  { what, details = [], affectsCompleteness }: Words,
): Problem[] {
  const [path] = paths;
  if (path === undefined) return [];
  const files = paths.length === 1 ? '1 file' : `${paths.length} files`;
  const known = details.length === 0 ? '' : `: ${details.join(', ')}`;
  const message = `Holds ${what} (${files}, ${bytes} bytes)${known}.`;
  return [{ code: 'unresolved', path, message, affectsCompleteness }];
}

/** V8's bytecode, and files with a script's name that are not scripts. Either may hide a whole application. */
export function hiddenCodeProblem(files: Unexplained): Problem[] {
  const what = 'bytecode instead of JavaScript: its packages are unknown';
  return problemOf(files, { what, affectsCompleteness: true });
}

/** Add-ons and WebAssembly outside of all packages. Their bytes are unattributed: many of them make the artifact incomplete. */
export function compiledCodeProblem(files: Unexplained, details: readonly string[]): Problem[] {
  return problemOf(files, {
    what: 'compiled code that belongs to no package',
    details,
    affectsCompleteness: false,
  });
}

/** Programs that no extractor read. Each may hold a whole application with its packages. */
export function programsProblem(files: Unexplained, details: readonly string[]): Problem[] {
  const what =
    'programs in machine code (Go without build information, Rust without a list of crates, C …) whose packages are unknown';
  return problemOf(files, { what, details, affectsCompleteness: true });
}

/** Shells have no packages, and packages of Python are found by their own files. */
const WITHOUT_PACKAGES: ReadonlySet<string> = new Set(['sh', 'python', 'pypy']);

/**
 * Executable scripts that only their first line shows as code.
 * @param interpreters of each of the files.
 * @param isAll whether the artifact holds no other code, and one of them is what its runtime starts.
 */
export function scriptsProblem(
  files: Unexplained,
  interpreters: ReadonlySet<string>,
  isAll: boolean,
): Problem[] {
  const names = [...interpreters].sort().join(', ');
  const isUnread = [...interpreters].some((name) => !WITHOUT_PACKAGES.has(name));
  const what = `executable scripts for ${names}: programs and packages that they start were not followed`;
  return problemOf(files, { what, affectsCompleteness: isAll || isUnread });
}

/** Bundles without a name for anything in them, as their bytes are counted. */
export function unnamedBundleProblem(files: Unexplained): Problem[] {
  const what = 'bundled or minified code in which no package could be named';
  return problemOf(files, { what, affectsCompleteness: false });
}
