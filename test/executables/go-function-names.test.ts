import { expect, it } from 'vitest';
import { goFunctionNames, openExecutable } from '../../src/executables/index.js';
import { goTable } from '../support/go-build-info.js';
import { buildElf } from '../support/elf-parts.js';

const NAMES = ['runtime.main', 'main.main', 'a.com/x.(*T).M'];

function read(table: Buffer, section = '.gopclntab', { hasSections = true, most = 100 } = {}) {
  const file = openExecutable(buildElf([{ name: section, bytes: table, address: 0x1000 }], hasSections));
  return file && goFunctionNames(file, most);
}

it.each([
  ['Go 1.20 and later', 0xfffffff1],
  ['Go 1.18', 0xfffffff0],
  ['Go 1.16', 0xfffffffa],
])('reads the names in tables of %s, with sections and without', (_, magic) => {
  const table = goTable(NAMES, magic);
  expect(read(table)).toEqual(NAMES);
  expect(read(table, '.other')).toEqual(NAMES);
  expect(read(table, '.other', { hasSections: false })).toEqual(NAMES);
});

it('knows none of Go 1.15 and earlier, whose tables lack inlined functions', () => {
  expect(read(goTable(NAMES, 0xfffffffb))).toBeNull();
});

it('never throws on tables that are cut or lie', () => {
  const whole = goTable(NAMES);
  expect(() => {
    for (let length = 0; length < whole.length; length += 1) read(whole.subarray(0, length));
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = 0xff;
      read(changed);
    }
  }).not.toThrow();
});

it('knows none where a program holds another one as data, and no section tells which table is its own', () => {
  const both = Buffer.concat([goTable(['runtime.main', 'embedded.main']), Buffer.alloc(8), goTable(NAMES)]);
  expect(read(both, '.other')).toBeNull();
});

it('knows none beyond the limit', () => {
  expect(read(goTable(NAMES), '.gopclntab', { most: 4 })).toEqual(NAMES);
  expect(read(goTable(NAMES), '.gopclntab', { most: 3 })).toBeNull();
});
