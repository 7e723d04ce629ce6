import type { SourceFile } from '../support/source-imports.js';
import { targetOf } from './import-rules.js';

/** Files that each file imports, type imports too. */
function importsOf(files: readonly SourceFile[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    files.map((file) => [
      file.path,
      file.imports.flatMap(({ specifier }) =>
        specifier?.startsWith('.') ? [targetOf(file, specifier)] : [],
      ),
    ]),
  );
}

/** Circles of imports, each as the path from a file back to itself. A file in several circles is listed once. */
export function importCircles(files: readonly SourceFile[]): string[] {
  const imports = importsOf(files);
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, above: readonly string[]): void => {
    const at = above.indexOf(path);
    if (at >= 0) circles.push([...above.slice(at), path].join(' → '));
    if (at >= 0 || done.has(path)) return;
    for (const next of imports.get(path) ?? []) visit(next, [...above, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return circles;
}
