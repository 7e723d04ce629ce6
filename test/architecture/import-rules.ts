import { posix } from 'node:path';
import type { SourceFile } from '../support/source-imports.js';
import type { FolderRule } from './folder-rule.js';
import { IMPORT_TABLE } from './import-table.js';
import { STEPS } from './steps.js';

/** Row of the table that a path below `src` belongs to. */
export function folderOf(path: string): string {
  const [, first = '', ...rest] = path.split('/');
  return rest.length === 0 ? 'scan.ts' : first;
}

/** `zip` of `src/unpackers/zip/read.ts`; undefined for a file right in its family. */
function pluginOf(path: string): string | undefined {
  const parts = path.split('/');
  return parts.length > 3 ? parts[2] : undefined;
}

function isRelative(specifier: string): boolean {
  return specifier.startsWith('./') || specifier.startsWith('../');
}

/** Path in `src` that a relative specifier names. */
export function targetOf(file: SourceFile, specifier: string): string {
  return posix.join(posix.dirname(file.path), specifier).replace(/\.js$/, '.ts');
}

function judgeOwnFamily(file: SourceFile, target: string): string | undefined {
  const [from, to] = [pluginOf(file.path), pluginOf(target)];
  if (from === undefined || to === undefined || from === to) return undefined;
  const steps = STEPS[folderOf(file.path)] ?? [];
  if (steps.includes(from) && steps.includes(to)) {
    if (steps.indexOf(to) < steps.indexOf(from)) return undefined;
    return `${file.path} imports ${target}: ${from} comes before ${to} in test/architecture/steps.ts`;
  }
  return `${file.path} imports its sibling ${target}: move what both need up into the family folder`;
}

function judgeOtherFamily(file: SourceFile, target: string, rule: FolderRule): string | undefined {
  const folder = folderOf(target);
  if (!rule.mayImport.includes(folder)) {
    return `${file.path} imports ${target}: ${rule.folder} may import ${rule.mayImport.join(', ') || 'nothing'}`;
  }
  if (folder === 'scan.ts' || target === `src/${folder}/index.ts`) return undefined;
  return `${file.path} imports ${target}: outside its family only src/${folder}/index.ts may be imported`;
}

function judgeImport(file: SourceFile, specifier: string): string | undefined {
  if (!isRelative(specifier)) return undefined;
  const folder = folderOf(file.path);
  const rule = IMPORT_TABLE.find((row) => row.folder === folder);
  if (!rule) return `${file.path}: no row for ${folder} in test/architecture/import-table.ts`;
  const target = targetOf(file, specifier);
  if (!target.startsWith('src/')) return `${file.path} imports ${target}, which is outside src`;
  return folderOf(target) === folder ? judgeOwnFamily(file, target) : judgeOtherFamily(file, target, rule);
}

/** Violations of the import table: families by their index only, siblings never. */
export function importViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    file.imports.flatMap(({ specifier }) => (specifier === null ? [] : (judgeImport(file, specifier) ?? []))),
  );
}
