import { openBinaries, type BundleContext } from '../recognition/index.js';
import type { FileEntry, FileTree, ProblemLog } from '../files/index.js';
import type { ApplicationRoot, Package } from '../model/index.js';
import { ownNameOf } from './binary-words.js';
import {
  addFile,
  compiledCodeProblem,
  hiddenCodeProblem,
  noFiles,
  programsProblem,
} from './unexplained-code.js';

/** Compiled code outside of all packages, to be named. */
export interface CompiledFiles {
  readonly files: readonly FileEntry[];
  /** Programs that code starts; libraries, which it loads, are not among them. */
  readonly programs: ReadonlySet<string>;
}

/** Compiled code outside of all packages. */
export interface CompiledCode {
  readonly packages: readonly Package[];
  readonly roots: readonly ApplicationRoot[];
  /** Bytes of files that a package published. */
  readonly bundled: number;
  /** Bytes of the others. */
  readonly unattributed: number;
}

const BYTECODE = /\.jsc$/i;
/** Number of files whose internal names are reported. */
const MAX_SHOWN = 5;

async function ownNames(paths: readonly string[], tree: FileTree): Promise<string[]> {
  const names: string[] = [];
  for await (const { path, bytes } of tree.readMany(paths.slice(0, MAX_SHOWN))) {
    const name = bytes ? ownNameOf(bytes) : null;
    if (name !== null) names.push(`${path} names itself ${name}`);
  }
  return names.sort((a, b) => (a < b ? -1 : 1));
}

/** The first programs by their paths: which of them a function starts is not known. */
function shownPaths([, ...others]: readonly string[]): string[] {
  const shown = others.slice(0, MAX_SHOWN - 1);
  return others.length > shown.length ? [...shown, `and ${others.length - shown.length} more`] : shown;
}

/** Names files that packages published, byte for byte; describes the others. */
export async function readCompiled(
  { files, programs }: CompiledFiles,
  surroundings: BundleContext,
  problems: ProblemLog,
): Promise<CompiledCode> {
  const bytecode = noFiles();
  const started = noFiles();
  const unknown = noFiles();
  const binaries = files.filter(({ path }) => !BYTECODE.test(path)).map(({ path }) => path);
  const packages = await openBinaries(binaries, surroundings);
  const named = new Set(packages.flatMap(({ locations }) => locations.map(({ path }) => path)));
  for (const { path, size } of files)
    if (BYTECODE.test(path)) addFile(bytecode, path, size);
    else if (!named.has(path)) addFile(programs.has(path) ? started : unknown, path, size);
  const names = await ownNames(unknown.paths, surroundings.tree);
  const found = [
    ...hiddenCodeProblem(bytecode),
    ...programsProblem(started, shownPaths(started.paths)),
    ...compiledCodeProblem(unknown, names),
  ];
  for (const problem of found) problems.add(problem);
  return {
    packages,
    roots: packages.map(({ root, locations: [place] }) => {
      return { id: root, path: place?.path ?? '', name: null, manager: null };
    }),
    bundled: packages.reduce((sum, { bytes }) => sum + bytes, 0),
    unattributed: bytecode.bytes + started.bytes + unknown.bytes,
  };
}
