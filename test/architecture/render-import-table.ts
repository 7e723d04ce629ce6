import type { FolderRule } from './folder-rule.js';
import { FAMILIES, IMPORT_TABLE } from './import-table.js';

function cellOf(names: readonly string[]): string {
  if (FAMILIES.every((family) => names.includes(family))) {
    return names.includes('scan.ts') ? 'every folder, `scan.ts`' : 'every folder but sweep, cli';
  }
  return names.length === 0 ? '–' : names.join(', ');
}

/** The table as src/README.md shows it. */
export function renderImportTable(table: readonly FolderRule[] = IMPORT_TABLE): string {
  const rows = table.map(({ folder, mayImport, hostFiles, mustNot }) => {
    const files = hostFiles.map((path) => `\`${path}\``).join(', ') || '–';
    return `| ${folder} | ${cellOf(mayImport)} | ${files} | ${mustNot} |`;
  });
  return [
    '| folder | may import | reads host files in | must not |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
