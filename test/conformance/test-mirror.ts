import { posix } from 'node:path';
import { targetOf } from '../architecture/import-rules.js';
import type { SourceFile } from '../support/source-imports.js';

/** Files that hold no logic say what data is or pass on what others export: there is nothing to test in them. */
function hasLogic({ tokens }: SourceFile): boolean {
  return tokens.some(
    ({ text }, at) =>
      text === 'function' ||
      text === 'class' ||
      (text === '=' && tokens[at + 1]?.text === '>' && isCode(tokens, at)),
  );
}

// `(a: B) => C` in a type has no body: an interface is all that such a file holds, so it has no `const` before it.
function isCode(tokens: SourceFile['tokens'], at: number): boolean {
  return tokens.slice(0, at).some(({ text }) => text === 'const' || text === 'let');
}

/** Where the test of a source file stands: `test/files/budget.test.ts` of `src/files/budget.ts`. */
function mirrorOf(path: string): string {
  return path.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts');
}

/** `src/scan.ts` of a relative specifier in a test or a source. */
function resolvedImports(file: SourceFile): string[] {
  return file.imports.flatMap(({ specifier }) =>
    specifier?.startsWith('.') ? [targetOf(file, specifier)] : [],
  );
}

/** Plugins and private parts are reached through the files that import them; a family's index only lists what is public. */
function isFamilyIndex(path: string): boolean {
  return /^src\/[^/]+\/index\.ts$/.test(path);
}

/**
 * Source files without a test in the mirrored place. One that has none of its own counts as tested where a test of the
 * mirrored folder imports it, or where only files of its own folder import it, one of which is tested.
 */
export function untestedFiles(sources: readonly SourceFile[], tests: readonly SourceFile[]): string[] {
  const testPaths = new Set(tests.map(({ path }) => path));
  const importedByTest = new Set(
    tests.flatMap((file) =>
      resolvedImports(file).filter((path) => posix.dirname(mirrorOf(path)) === posix.dirname(file.path)),
    ),
  );
  const importers = new Map<string, string[]>();
  for (const source of sources)
    for (const path of resolvedImports(source))
      importers.set(path, [...(importers.get(path) ?? []), source.path]);
  const isTested = (path: string, asked: ReadonlySet<string> = new Set()): boolean => {
    if (testPaths.has(mirrorOf(path)) || importedByTest.has(path)) return true;
    if (asked.has(path)) return false;
    const from = importers.get(path) ?? [];
    const isPrivate = from.every(
      (importer) => posix.dirname(importer) === posix.dirname(path) && !isFamilyIndex(importer),
    );
    return isPrivate && from.some((importer) => isTested(importer, new Set([...asked, path])));
  };
  return sources
    .filter(hasLogic)
    .map(({ path }) => path)
    .filter((path) => !isTested(path));
}
