import { expect, test } from 'vitest';
import { readCoreMetadata, readRequiresTxt } from '../../../src/extractors/pypi/core-metadata.js';

test('the headers end at the first empty line', () => {
  const text =
    'Metadata-Version: 2.1\r\nName: Foo.Bar\r\nVersion: 1.0\r\nRequires-Dist: a>=1\r\nRequires-Dist: b\r\n\r\nName: other\r\nRequires-Dist: c\r\n';
  expect(readCoreMetadata(text)).toEqual({
    name: 'Foo.Bar',
    version: '1.0',
    licenses: [],
    requirements: ['a>=1', 'b'],
    isCut: false,
  });
});

test.each([
  ['nothing', '', null],
  ['an empty name', 'Name: \nVersion: 1\n', null],
  ['names of an object', '__proto__: x\nconstructor: y\nName: a\n', 'a'],
  ['a line of five million characters', `Summary: ${'x'.repeat(5_000_000)}\nName: a\n`, 'a'],
  ['five million lines', `${'Classifier: x\n'.repeat(100_000)}Name: a\n`, 'a'],
  ['no colon', 'Name a\n', null],
  ['a second name', 'Name: a\nName: b\n', 'a'],
])('%s', (_what, text, expected) => expect(readCoreMetadata(text).name).toBe(expected));

test('more requirements than are read are told', () => {
  const { requirements, isCut } = readCoreMetadata('Name: a\n' + 'Requires-Dist: b\n'.repeat(3000));
  expect([requirements.length, isCut]).toEqual([2000, true]);
});

test('sections of old metadata are extras and conditions', () => {
  const text =
    "six\n\n[socks]\nPySocks>=1.5\n\n[:python_version<'3']\nenum34\n\n[x:sys_platform=='win32']\ny\n";
  expect(readRequiresTxt(text)).toEqual([
    'six',
    "PySocks>=1.5; extra == 'socks'",
    "enum34; (python_version<'3')",
    "y; (sys_platform=='win32') and extra == 'x'",
  ]);
});
