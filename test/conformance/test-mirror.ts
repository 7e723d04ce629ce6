import { posix } from 'node:path';
import { targetOf } from '../architecture/import-rules.js';
import type { SourceFile } from '../support/source-imports.js';

/** Files without logic, which only declare types or re-export: they need no test. */
function hasLogic({ tokens }: SourceFile): boolean {
  return tokens.some(
    ({ kind, text }, at) =>
      (kind === 'word' && (text === 'function' || text === 'class')) ||
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

/** The name that a test would have in the fast set: `budget.test.ts` of `budget.slow.test.ts` and `budget.linear.test.ts`. */
function plainName(path: string): string {
  return path.replace(/\.(?:slow|linear)\.test\.ts$/, '.test.ts');
}

/** `src/scan.ts` of a relative specifier in a test or a source. */
function resolvedImports(file: SourceFile): string[] {
  return file.imports.flatMap(({ specifier }) =>
    specifier?.startsWith('.') ? [targetOf(file, specifier)] : [],
  );
}

/** `src/unpackers` of whatever is below it, tests too. */
function familyOf(path: string): string {
  return path.split('/').slice(1, 2).join('/');
}

/** Whether a file is the index of its plugin: `src/unpackers/zip/index.ts`. */
function isPluginIndex(path: string): boolean {
  return /^src\/[^/]+\/[^/]+\/index\.ts$/.test(path);
}

/** The index of a family only lists public exports, which does not count as a test. */
function isFamilyIndex(path: string): boolean {
  return /^src\/[^/]+\/index\.ts$/.test(path);
}

function importersOf(files: readonly SourceFile[]): ReadonlyMap<string, readonly string[]> {
  const importers = new Map<string, string[]>();
  for (const file of files)
    for (const path of resolvedImports(file))
      importers.set(path, [...(importers.get(path) ?? []), file.path]);
  return importers;
}

/**
 * Source files that no test in the mirrored place is about. A file is tested by the test of its name, by a test of its family
 * that imports it, a plugin by any test in its folder, and a part that only its family can import through
 * a tested file that uses it.
 */
export function untestedFiles(sources: readonly SourceFile[], tests: readonly SourceFile[]): string[] {
  const testPaths = tests.map(({ path }) => plainName(path));
  const usedBy = importersOf(sources);
  const testedBy = importersOf(tests);
  const hasOwnTest = (path: string): boolean =>
    testPaths.includes(mirrorOf(path)) ||
    (testedBy.get(path) ?? []).some((test) => familyOf(test) === familyOf(path)) ||
    (isPluginIndex(path) && testPaths.some((test) => posix.dirname(test) === posix.dirname(mirrorOf(path))));
  const isTested = (path: string, asked: ReadonlySet<string> = new Set()): boolean => {
    if (hasOwnTest(path)) return true;
    if (asked.has(path)) return false;
    const users = usedBy.get(path) ?? [];
    const isPrivate = users.every((user) => familyOf(user) === familyOf(path) && !isFamilyIndex(user));
    return isPrivate && users.some((user) => isTested(user, new Set([...asked, path])));
  };
  return sources
    .filter(hasLogic)
    .map(({ path }) => path)
    .filter((path) => !isTested(path));
}
