import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { problemLog } from '../../src/files/index.js';
import { FEATURES_VERSION, openIndex, writeIndex } from '../../src/recognition/index.js';
import { attributeCode } from '../../src/inventory/coverage.js';
import { readCompiled } from '../../src/inventory/compiled-code.js';
import { takeInventory } from '../../src/inventory/index.js';
import { memoryTree } from '../support/memory-tree.js';

it('shows the names that unknown binaries give themselves, and leaves their bytes unattributed', async () => {
  const tree = memoryTree({ 'a.node': 'ELF\0bcrypt_lib.node\0', 'b.wasm': '\0asm', 'main.jsc': 'V8' });
  const problems = problemLog();
  const found = await readCompiled(
    { files: [...tree.files.values()], programs: new Set() },
    { tree },
    problems,
  );
  expect(found).toMatchObject({ packages: [], bundled: 0, unattributed: 26 });
  expect(problems.list()).toMatchObject([
    { path: 'main.jsc', affectsCompleteness: true },
    {
      path: 'a.node',
      message:
        'Holds compiled code that belongs to no package (2 files, 24 bytes): a.node names itself bcrypt_lib.node.',
      affectsCompleteness: false,
    },
  ]);
});

it('counts code that a package published as bundled', async () => {
  const binaries = new Map([['lib/a.wasm', createHash('sha256').update('\0asm').digest('hex')]]);
  const facts = {
    featuresVersion: FEATURES_VERSION,
    name: 'a',
    version: '1.0.0',
    files: [],
    unread: [],
    binaries,
  };
  const named = { name: 'a', forkGroup: 'a', published: [], shapeSample: 1, dependencies: new Map() };
  const index = openIndex(writeIndex([{ ...named, versions: [{ ...facts, dependencies: new Map() }] }], ''));
  const tree = memoryTree({ 'out/a.wasm': '\0asm' });
  const { packages, roots, coverage, problems } = await attributeCode(tree, [], {
    fingerprints: () => Promise.resolve(index),
  });
  expect(packages).toMatchObject([{ purl: 'pkg:npm/a@1.0.0', root: 'npm:out/a.wasm', bytes: 4 }]);
  expect(roots).toMatchObject([{ id: 'npm:out/a.wasm', path: 'out/a.wasm' }]);
  expect(coverage).toMatchObject({ codeBytes: 4, bundled: 4, unattributed: 0 });
  expect(problems).toEqual([]);
});

it('counts compiled code under other names as unattributed, but not in images', async () => {
  const elf = `\u007fELF\u0002\u0001\u0001\0${'x'.repeat(200_000)}`;
  const tree = memoryTree({ 'index.js': 'require("./app.so.1")', 'lib/app.so.1': elf, 'weights.dat': elf });
  const unpacked = { tree, problems: [], image: null };
  const { coverage, problems } = await takeInventory(unpacked);
  expect(coverage.unattributed).toBe(2 * elf.length);
  expect(problems).toMatchObject([{ code: 'unresolved', path: 'lib/app.so.1', affectsCompleteness: false }]);
  const image = {
    entrypoint: [],
    command: [],
    healthCheck: [],
    workingDirectory: null,
    architecture: null,
    environment: [],
    environmentHooks: [],
  };
  expect((await takeInventory({ ...unpacked, image })).coverage.unattributed).toBe(0);
});
