import type { SourceFile } from '../support/source-imports.js';
import { targetOf } from './import-rules.js';

/** Packages that loading a file loads with it, sorted: those of static imports, followed through our own files. */
export function packagesLoadedBy(entry: string, files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const packages = new Set<string>();
  const seen = new Set<string>();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const file = byPath.get(path);
    if (!file || seen.has(path)) continue;
    seen.add(path);
    for (const { specifier, typeOnly, dynamic } of file.imports) {
      if (specifier === null || typeOnly || dynamic) continue;
      if (specifier.startsWith('.')) open.push(targetOf(file, specifier));
      else if (!specifier.startsWith('node:')) packages.add(specifier);
    }
  }
  return [...packages].sort();
}
