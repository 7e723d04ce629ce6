import { expect, test } from 'vitest';
import { filesBelow, foldersIn, readProjectFile, sourceFiles } from '../support/project-files.js';
import { importCircles } from './import-circles.js';
import { importViolations } from './import-rules.js';
import { IMPORT_TABLE } from './import-table.js';
import { limitViolations, unusedExceptions } from './limit-rules.js';
import { reachViolations, unusedAllowances } from './reach-rules.js';
import { renderImportTable } from './render-import-table.js';
import { shapeViolations } from './shape-rules.js';
import { earlyLoads, packagesLoadedBy } from './start-up.js';

const files = sourceFiles();

test('every file of src is read, and imports are seen in them', () => {
  expect(files.length).toBe(filesBelow('src').filter((path) => path !== 'src/README.md').length);
  expect(files.length).toBeGreaterThan(80);
  expect(files.flatMap((file) => file.imports).length).toBeGreaterThan(2 * files.length);
});

test('the import table holds', () => {
  expect(importViolations(files)).toEqual([]);
});

test('no file imports itself by way of others, type imports counted', () => {
  expect(importCircles(files)).toEqual([]);
});

test('the import table has one row a folder', () => {
  expect(IMPORT_TABLE.map(({ folder }) => folder).sort()).toEqual([...foldersIn('src'), 'scan.ts'].sort());
});

/** A Markdown table without the padding of its columns. */
function unpadded(markdown: string): string {
  return markdown.replaceAll(/ {2,}/g, ' ').replaceAll(/-{4,}/g, '---');
}

test('src/README.md shows the import table as it is', () => {
  expect(unpadded(readProjectFile('src/README.md'))).toContain(`\n${unpadded(renderImportTable())}\n`);
});

test('src/README.md stays a map', () => {
  expect(readProjectFile('src/README.md').split('\n').length).toBeLessThanOrEqual(120);
});

test('nothing runs scanned code, reaches the network, the host or the clock where it may not', () => {
  expect(reachViolations(files)).toEqual([]);
});

test('no allowance outlives its need', () => {
  expect(unusedAllowances(files)).toEqual([]);
});

test('every number that ends reading or searching is a row of the table of limits', () => {
  expect(limitViolations(files)).toEqual([]);
  expect(unusedExceptions(files)).toEqual([]);
});

test('files are shallow and named after their export', () => {
  expect(shapeViolations(files)).toEqual([]);
});

test('start-up loads no package, and running a command a small one', () => {
  expect(packagesLoadedBy('src/cli/main.ts', files)).toEqual([]);
  expect(packagesLoadedBy('src/cli/run-program.ts', files)).toEqual(['commander']);
});

/** Readers of configuration, which a zip with stored results does not need: they take longer to load than the scan takes. */
const LATE = ['zod', 'yaml', 'smol-toml'];

test('a scan loads no reader of configuration before it has met some', () => {
  expect(earlyLoads('src/scan.ts', files, { late: LATE, allowed: [] })).toEqual([]);
  expect(earlyLoads('src/cli/scan.ts', files, { late: LATE, allowed: [] })).toEqual([]);
});

/** Optional peers: only users of sweeps install them, and a sweep without one names the missing package. */
const PEERS = Object.keys(
  (JSON.parse(readProjectFile('package.json')) as { peerDependencies: object }).peerDependencies,
);

test('not even the command that sweeps loads an optional peer before it is needed', () => {
  expect(PEERS).toContain('pg');
  expect(earlyLoads('src/cli/sweep/sweep.ts', files, { late: PEERS, allowed: [] })).toEqual([]);
});
