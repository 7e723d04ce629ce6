import { gzipSync } from 'node:zlib';
import { expect, it, test } from 'vitest';
import { takeInventory } from '../../../src/inventory/index.js';
import { buildElf } from '../../support/elf-parts.js';
import { symbolParts } from '../../support/elf-symbols.js';
import { memoryTree } from '../../support/memory-tree.js';

const LIST = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  components: [
    {
      type: 'library',
      group: 'io.netty',
      name: 'netty-buffer',
      purl: 'pkg:maven/io.netty/netty-buffer@4.1.76.Final',
    },
    { type: 'library', name: 'svm', purl: 'pkg:maven/org.graalvm.nativeimage/svm@23.0.0' },
    { type: 'library', name: 'nameless' },
  ],
});

/** A program as GraalVM's document describes it: no GraalVM was here to make one. */
function nativeImage(list: Uint8Array, length = list.length): Buffer {
  const stated = Buffer.alloc(8);
  stated.writeBigUInt64LE(BigInt(length));
  return buildElf([
    ...symbolParts([
      ['sbom_length', 0x5000],
      ['sbom', 0x6000],
    ]),
    { name: '.svm_length', bytes: stated, address: 0x5000 },
    { name: '.svm_heap', bytes: list, address: 0x6000 },
  ]);
}

async function inventoryOf(program: Uint8Array) {
  return takeInventory({ tree: memoryTree({ bootstrap: program }), problems: [], image: null });
}

it('finds the packages in a program, whose bytes are then explained', async () => {
  const { packages, coverage, problems } = await inventoryOf(nativeImage(gzipSync(LIST)));
  expect(packages.map(({ purl, presence }) => [purl, presence])).toEqual([
    ['pkg:maven/io.netty/netty-buffer@4.1.76.Final', 'bundled'],
    ['pkg:maven/org.graalvm.nativeimage/svm@23.0.0', 'bundled'],
  ]);
  expect([coverage.unattributed, problems]).toEqual([0, []]);
});

test.each([
  ['a list that is not packed', nativeImage(Buffer.from(LIST)), 'inflated'],
  ['a list that is cut', nativeImage(gzipSync(LIST), 20), 'inflated'],
  ['a list that is longer than the program', nativeImage(gzipSync(LIST), 2 ** 40), 'outside'],
  ['a list without bytes', nativeImage(gzipSync(LIST), 0), 'outside'],
  ['another document', nativeImage(gzipSync('{}')), 'neither CycloneDX'],
])('a program with %s is a problem', async (_, program, words) => {
  const { packages, problems } = await inventoryOf(program);
  const found = problems.find(({ message }) => message.includes(words));
  expect(found).toMatchObject({ code: 'malformed', path: 'bootstrap', affectsCompleteness: true });
  expect(packages).toEqual([]);
});

it('a list that inflates to very much is a problem', async () => {
  const bomb = nativeImage(gzipSync(Buffer.alloc(9 * 1024 * 1024)));
  const { problems } = await inventoryOf(bomb);
  expect(problems).toContainEqual(expect.objectContaining({ code: 'too-large', path: 'bootstrap' }));
});
