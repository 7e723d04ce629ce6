import { expect, test } from 'vitest';
import { exportedSymbols } from '../../src/executables/elf-symbols.js';
import { openExecutable } from '../../src/executables/index.js';
import { symbolParts } from '../support/elf-symbols.js';
import { buildElf } from '../support/elf-parts.js';

function symbolsOf(names: readonly string[], file: Uint8Array) {
  const opened = openExecutable(file);
  return opened && [...exportedSymbols(opened, new Set(names))];
}

test('addresses of the wanted symbols are found', () => {
  const file = buildElf(
    symbolParts([
      ['a', 1],
      ['sbom', 0x5000],
      ['b', 2],
      ['sbom', 3],
    ]),
  );
  expect(symbolsOf(['sbom', 'b', 'missing'], file)).toEqual([
    ['sbom', 0x5000],
    ['b', 2],
  ]);
});

test('names that lie outside of the file are none', () => {
  const [table, texts] = symbolParts([['sbom', 1]]);
  const bytes = Buffer.from(table!.bytes);
  bytes.writeUInt32LE(0xffff_ffff, 0);
  expect(symbolsOf(['sbom'], buildElf([{ ...table!, bytes }, texts!]))).toEqual([]);
  expect(symbolsOf(['sbom'], buildElf([table!]))).toEqual([]);
});
