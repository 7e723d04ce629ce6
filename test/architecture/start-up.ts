import type { SourceFile } from '../support/source-imports.js';
import { targetOf } from './import-rules.js';

/** `semver` of `semver/classes/semver.js`, `@a/b` of `@a/b/c`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function staticImports({ imports }: SourceFile): string[] {
  return imports.flatMap(({ specifier, typeOnly, dynamic }) =>
    specifier === null || typeOnly || dynamic ? [] : [specifier],
  );
}

/** Our own files that a file loads by static imports. @param except folders or files not followed into. */
function filesLoadedBy(
  entry: string,
  files: readonly SourceFile[],
  except: readonly string[] = [],
): SourceFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const loaded = new Map<string, SourceFile>();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const file = byPath.get(path);
    if (!file || loaded.has(path) || except.some((part) => path.startsWith(`${part}/`))) continue;
    loaded.set(path, file);
    open.push(
      ...staticImports(file)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => targetOf(file, specifier)),
    );
  }
  return [...loaded.values()];
}

function packagesOf(file: SourceFile): string[] {
  return staticImports(file)
    .filter((specifier) => !/^(?:\.|node:)/.test(specifier))
    .map(packageOf);
}

/** Packages that a file loads by static imports, also through our own files; sorted. */
export function packagesLoadedBy(entry: string, files: readonly SourceFile[]): string[] {
  return [...new Set(filesLoadedBy(entry, files).flatMap(packagesOf))].sort();
}

/** A folder that may load early what other folders load late, and the reason. */
export interface EarlyFolder {
  readonly path: string;
  readonly reason: string;
}

/** Files loaded by `entry` that load a package which has to be loaded late. */
export function earlyLoads(
  entry: string,
  files: readonly SourceFile[],
  { late, allowed }: { readonly late: readonly string[]; readonly allowed: readonly EarlyFolder[] },
): string[] {
  const except = allowed.map(({ path }) => path);
  return filesLoadedBy(entry, files, except).flatMap((file) =>
    packagesOf(file)
      .filter((name) => late.includes(name))
      .map(
        (name) =>
          `${entry} loads ${file.path}, which imports ${name}: reach it by import() where it is needed`,
      ),
  );
}
