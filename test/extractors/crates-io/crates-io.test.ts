import { deflateSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { takeInventory } from '../../../src/inventory/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import {
  auditedBy,
  auditedProgram,
  auditList,
  plainRustProgram,
  type MadeCrate,
} from '../../support/rust-audit-data.js';

const loaded = vi.hoisted(() => ({ readers: 0 }));
vi.mock('../../../src/extractors/crates-io/find-crates.js', (importOriginal) => {
  loaded.readers += 1;
  return importOriginal();
});

async function inventoryOf(files: Readonly<Record<string, string | Uint8Array>>) {
  return takeInventory({ tree: memoryTree(files), problems: [], image: null });
}

const ROOT: MadeCrate = {
  name: 'app',
  version: '0.1.0',
  source: 'local',
  dependencies: [1, 2, 3],
  root: true,
};
const CRATES: readonly MadeCrate[] = [
  ROOT,
  { name: 'regex', version: '1.9.0', source: 'crates.io', dependencies: [4] },
  { name: 'fork', version: '2.0.0', source: 'git' },
  { name: 'cc', version: '1.0.0', source: 'crates.io', kind: 'build', dependencies: [4] },
  { name: 'memchr', version: '2.5.0', source: 'crates.io' },
];

it('is loaded for programs alone', async () => {
  await inventoryOf({
    'index.js': 'x()',
    'node_modules/a/package.json': '{"name":"a","version":"1.0.0"}',
    'node_modules/a/Cargo.lock': '',
    'node_modules/a/bin/main': auditedBy(CRATES),
  });
  expect(loaded.readers).toBe(0);
});

it('finds the crates that are compiled into a program, whose bytes are then explained', async () => {
  const program = auditedBy(CRATES);
  const { packages, coverage, problems, roots } = await inventoryOf({ bootstrap: program });
  const idOf = (name: string) => packages.find((each) => each.name === name)?.id;
  expect(packages.map(({ purl, direct, origin, confidence }) => [purl, direct, origin, confidence])).toEqual([
    ['pkg:cargo/app@0.1.0', null, 'private', 'high'],
    ['pkg:cargo/regex@1.9.0', true, 'public', 'high'],
    ['pkg:cargo/fork@2.0.0', true, 'private', 'high'],
    ['pkg:cargo/memchr@2.5.0', false, 'public', 'high'],
  ]);
  expect(packages.map(({ dependencies }) => dependencies)).toEqual([
    [idOf('regex'), idOf('fork')],
    [idOf('memchr')],
    [],
    [],
  ]);
  expect(coverage).toMatchObject({ bundled: program.length, unattributed: 0 });
  expect(roots).toMatchObject([{ id: 'crates-io:bootstrap', name: 'app', manager: 'cargo' }]);
  expect(problems).toEqual([]);
});

const circle = [
  { ...ROOT, dependencies: [1] },
  { name: 'a', version: '1.0.0', source: 'crates.io', dependencies: [2] },
  { name: 'b', version: '1.0.0', source: 'crates.io', dependencies: [1] },
];

describe('a list that no build writes makes the scan incomplete', () => {
  it.each<[string, Uint8Array]>([
    ['no root', auditList(CRATES.slice(1, 2).map((each) => ({ ...each, dependencies: [] })))],
    ['two roots', auditList([ROOT, ROOT].map((each) => ({ ...each, dependencies: [] })))],
    ['a circle', auditList(circle)],
    ['a crate that needs itself', auditList([{ ...ROOT, dependencies: [0] }])],
    ['places outside of the list', auditList([{ ...ROOT, dependencies: [7] }])],
    ['places that are none', auditList([{ ...ROOT, dependencies: [-1, 0.5] }])],
    ['no version', auditList([{ ...ROOT, version: 1, dependencies: [] }])],
    ['entries that are no crates', auditList([ROOT, null, 'x'])],
    ['another document', deflateSync(Buffer.from('{"packages":{"__proto__":1}}'))],
    ['deep nesting', deflateSync(Buffer.from('['.repeat(200_000)))],
    ['no JSON', deflateSync(Buffer.from('{'))],
    ['bytes that do not inflate', Buffer.from('no zlib')],
  ])('%s', async (_, packed) => {
    const { problems } = await inventoryOf({ bootstrap: auditedProgram(packed) });
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'malformed', path: 'bootstrap', affectsCompleteness: true }),
    );
  });

  it('a list that is too large', async () => {
    const packed = deflateSync(Buffer.alloc(9 * 1024 * 1024, ' '));
    const { problems } = await inventoryOf({ bootstrap: auditedProgram(packed) });
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'too-large', path: 'bootstrap', affectsCompleteness: true }),
    );
  });
});

it('takes hostile names, and names each crate once', async () => {
  const crate = { name: '__proto__', version: '1.0.0', source: 'crates.io' };
  const strange = { name: '\u001b[31m', version: '../../x', source: 'x'.repeat(999) };
  const { packages } = await inventoryOf({
    bootstrap: auditedBy([{ ...ROOT, dependencies: [1, 2, 3] }, crate, crate, strange]),
  });
  expect(packages.map(({ name, confidence }) => [name, confidence])).toEqual([
    ['app', 'high'],
    ['__proto__', 'low'],
    ['\u001b[31m', 'low'],
  ]);
});

describe('a program without a list', () => {
  it('has the crates that paths in it name, with low confidence, and is never complete', async () => {
    const { packages, problems } = await inventoryOf({
      bootstrap: plainRustProgram(['regex-1.9.0', 'serde-json-core-0.5.0-rc.1', 'regex-1.9.0', 'x-y']),
    });
    expect(packages.map(({ purl, origin, confidence }) => [purl, origin, confidence])).toEqual([
      ['pkg:cargo/regex@1.9.0', 'public', 'low'],
      ['pkg:cargo/serde-json-core@0.5.0-rc.1', 'public', 'low'],
    ]);
    expect(problems).toMatchObject([{ code: 'unresolved', path: 'bootstrap', affectsCompleteness: true }]);
  });

  it('names crates of other registries as private', async () => {
    const host = 'crates.example.invalid-0123456789abcdef';
    const { packages } = await inventoryOf({ bootstrap: plainRustProgram(['own-1.0.0'], host) });
    expect(packages).toMatchObject([{ name: 'own', origin: 'private' }]);
  });

  it('without such paths counts as one of unknown packages', async () => {
    const { packages, problems } = await inventoryOf({ bootstrap: plainRustProgram([]) });
    expect(packages).toEqual([]);
    expect(problems).toMatchObject([{ code: 'unresolved', affectsCompleteness: true }]);
  });
});

describe("a lockfile of Cargo's", () => {
  const lock = `version = 4

[[package]]
name = "app"
version = "0.1.0"
dependencies = ["regex"]

[[package]]
name = "regex"
version = "1.9.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
`;

  it('declares crates where no program lists them', async () => {
    const rows = async (files: Readonly<Record<string, string | Uint8Array>>) =>
      (await inventoryOf(files)).packages.map(({ purl, presence }) => `${purl} ${presence}`);
    expect(await rows({ 'Cargo.lock': lock })).toEqual(['pkg:cargo/regex@1.9.0 declared']);
    expect(await rows({ 'Cargo.lock': lock, bootstrap: auditedBy([{ ...ROOT, dependencies: [] }]) })).toEqual(
      ['pkg:cargo/app@0.1.0 bundled'],
    );
  });
});
