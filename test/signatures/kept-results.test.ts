import { expect, test } from 'vitest';
import { handleTree, type FileTree } from '../../src/files/index.js';
import type { ResultKeeper } from '../../src/signatures/index.js';
import { defaultSignatures, scanSignatures, type Scanned } from '../../src/signatures/index.js';
import { memoryTree } from '../support/memory-tree.js';
import { packageOf } from '../support/model-builders.js';

const PLACE = 'node_modules/evil';
const HARMLESS = 'exports.run = (given) => JSON.parse(String(given).trim()) && [1, 2, 3, 4, 5].length;';
const EVIL = "exports.run = (given) => eval(Buffer.from(given, 'base64').toString());".padEnd(
  HARMLESS.length,
);
const FILES = {
  [`${PLACE}/package.json`]: '{"name":"evil","version":"1.0.0"}',
  [`${PLACE}/index.js`]: HARMLESS,
};

/** Keeps all results, in memory. */
function memoryKeeper() {
  const results = new Map<string, { digest: string | null; scanned: Scanned }>();
  const scans: string[] = [];
  const keeper: ResultKeeper = async ({ key, digest, scan }) => {
    const made = await digest();
    const known = results.get(key);
    if (made !== null && known?.digest === made) return known.scanned;
    scans.push(key);
    const scanned = await scan();
    results.set(key, { digest: made, scanned });
    return scanned;
  };
  return { keeper, scans, results };
}

function rulesOf(tree: FileTree, keeper: ResultKeeper, path = PLACE): Promise<string[]> {
  const packages = [packageOf('evil', '1.0.0', { locations: [{ path }] })];
  return scanSignatures({ tree, packages, signatures: defaultSignatures(), keeper }).then(({ findings }) =>
    findings.map(({ rule }) => rule),
  );
}

test('a package with the same bytes is scanned once', async () => {
  const { keeper, scans } = memoryKeeper();
  const files = { ...FILES, [`${PLACE}/index.js`]: EVIL };
  const first = await rulesOf(memoryTree(files), keeper);
  expect(first).not.toEqual([]);
  expect(await rulesOf(memoryTree({ ...files, 'own.js': 'exports.handler = () => 1;' }), keeper)).toEqual(
    first,
  );
  expect(scans.length).toBe(1);
});

test('other bytes of the same size under the same names are scanned', async () => {
  const { keeper, scans } = memoryKeeper();
  expect(await rulesOf(memoryTree(FILES), keeper)).toEqual([]);
  expect(await rulesOf(memoryTree({ ...FILES, [`${PLACE}/index.js`]: EVIL }), keeper)).not.toEqual([]);
  expect(new Set(scans).size).toBe(1);
  expect(scans.length).toBe(2);
});

test.each([
  ['another file', { ...FILES, [`${PLACE}/new.txt`]: '' }],
  ['another size', { ...FILES, [`${PLACE}/index.js`]: `${HARMLESS} ` }],
  ['an operating system around it', { ...FILES, 'etc/passwd': '' }],
])('%s gives another key', async (_, files) => {
  const { keeper, scans } = memoryKeeper();
  await rulesOf(memoryTree(FILES), keeper);
  await rulesOf(memoryTree(files), keeper);
  expect(new Set(scans).size).toBe(2);
});

test('another place gives another key', async () => {
  const { keeper, scans } = memoryKeeper();
  const moved = Object.fromEntries(Object.entries(FILES).map(([path, text]) => [`layer/${path}`, text]));
  await rulesOf(memoryTree(FILES), keeper);
  await rulesOf(memoryTree(moved), keeper, `layer/${PLACE}`);
  expect(new Set(scans).size).toBe(2);
});

test('a package with a file that cannot be read has no digest', async () => {
  const { keeper, results } = memoryKeeper();
  const { files } = memoryTree(FILES);
  const tree = handleTree({
    files,
    links: new Map(),
    handleOf: (path) => files.get(path)?.path,
    readWanted: (wanted) =>
      wanted.map(({ path }) => ({
        path,
        problem: { code: 'malformed', path, message: 'It is cut.', affectsCompleteness: true },
      })),
  });
  await rulesOf(tree, keeper);
  expect([...results.values()].map(({ digest }) => digest)).toEqual([null]);
});

test("the application's own files are no part of what is kept", async () => {
  const { keeper, scans } = memoryKeeper();
  await scanSignatures({
    tree: memoryTree({ 'index.js': HARMLESS }),
    packages: [],
    signatures: defaultSignatures(),
    keeper,
  });
  expect(scans).toEqual([]);
});
